import { NewSource, SourceChange } from './source.dto.js';

describe('The name of a source', () => {
  it.each(['a\r\nb', 'a\u0000b', 'a\u001b[31m', 'a\u2028b', '', ' '])('is not %j', (name) => {
    expect(NewSource.safeParse({ id: 'courier', name }).success).toBe(false);
    expect(SourceChange.safeParse({ name }).success).toBe(false);
  });

  it.each(['The Courier', 'Grüße <b>', '東京新聞'])('may be %j', (name) => {
    expect(NewSource.parse({ id: 'courier', name }).name).toBe(name);
  });
});
