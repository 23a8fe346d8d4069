import { executableMarkup } from './executable-markup.js';

describe('Reading markup for what would be run', () => {
  it.each([
    '<script>pwned()</script>',
    '<img src=x onerror=pwned()>',
    '<a href=" java\nscript:pwned()">x</a>',
    '<a href="&#106;avascript:pwned()">x</a>',
    '<img src="data:image/svg+xml,pwned">',
    '<style>body{background:url(//pwned)}</style>',
    '<p style="background:url(//pwned)">x</p>',
    '<iframe src="https://x.example/pwned"></iframe>',
    '<svg onload=pwned()></svg>',
    '<script type="application/ld+json">{"a":"</script><script>pwned()</script>',
  ])('finds %s', (html) => {
    expect(executableMarkup(html, 'pwned')).not.toEqual([]);
  });

  it.each([
    '<p>&lt;script&gt;pwned()&lt;/script&gt;</p>',
    '<p title="<script>pwned()</script>">x</p>',
    '<script type="application/ld+json">{"a":"\\u003cscript>pwned()"}</script>',
    '<a href="https://x.example/pwned">x</a>',
  ])('leaves %s alone', (html) => {
    expect(executableMarkup(html, 'pwned')).toEqual([]);
  });
});
