import { nameOf } from '#contracts/newsletter.js';
import type { CollectedArticle } from '#ports/collected-article-store.port.js';
import { escapeHtml } from '#text/escape-html.js';
import type { MailWords } from '#web/phrases/mail-phrases.js';
import { slot, withoutSlots } from '../mime/message-template.js';
import { addressOf, dateIn, trustLine, wordsOf, type EditionContent } from './edition-content.js';

const shown = (text: string): string => escapeHtml(withoutSlots(text));

/** The edition in MJML; words of articles are escaped, personal links are slots. */
export function editionMjml(content: EditionContent): string {
  const { newsletter, edition, publicUrl } = content;
  const { language, say } = wordsOf(content);
  const name = nameOf(newsletter, edition.language);
  return `<mjml lang="${language}">
${headMjml(content, name)}
<mj-body background-color="#f4f1ec" css-class="paper" width="620px">
  <mj-section background-color="#ffffff" css-class="paper">
    <mj-column>
      <mj-text><h1 style="font-size:28px;line-height:1.2;margin:12px 0 0">${shown(name)}</h1></mj-text>
      <mj-text color="#5f5a52" font-size="14px">${shown(dateIn(language, edition.slot))}</mj-text>
    </mj-column>
  </mj-section>
  ${edition.articles.map((article) => articleMjml(article, content, say)).join('\n')}
  <mj-section>
    <mj-column>
      <mj-text color="#5f5a52" font-size="13px">${shown(say.why(name))}</mj-text>
      <mj-text color="#5f5a52" font-size="13px">
        <a href="${publicUrl}/e/${edition.id}">${say.onTheWeb}</a> ·
        <a href="${slot('preferences')}">${say.preferences}</a> ·
        <a href="${slot('unsubscribe')}">${say.unsubscribe}</a>
      </mj-text>
    </mj-column>
  </mj-section>
</mj-body>
</mjml>`;
}

function headMjml({ edition }: EditionContent, name: string): string {
  return `<mj-head>
  <mj-title>${shown(name)}</mj-title>
  <mj-preview>${shown(
    edition.articles
      .map(({ title }) => title)
      .join(' · ')
      .slice(0, 150),
  )}</mj-preview>
  <mj-attributes>
    <mj-all font-family="Georgia, 'Times New Roman', serif" />
    <mj-text font-size="16px" line-height="1.5" color="#1c1a17" padding="4px 24px" />
    <mj-section padding="8px 0" />
  </mj-attributes>
  <mj-style>
    a { color: #8a1c1c; }
    @media (prefers-color-scheme: dark) {
      .paper, .paper table { background: #1f1d1a !important; }
      .paper div, .paper p, .paper h1, .paper h2 { color: #ece8e1 !important; }
      .paper a { color: #f0908a !important; }
    }
  </mj-style>
</mj-head>`;
}

function articleMjml(article: CollectedArticle, content: EditionContent, say: MailWords): string {
  const { language } = wordsOf(content);
  const link = shown(addressOf(article, content.publicUrl));
  const trust = trustLine(article, say);
  const correction = article.correction;
  const { image } = article;
  return `<mj-section background-color="#ffffff" css-class="paper" border-top="1px solid #ddd8cf"><mj-column>
${image === undefined ? '' : imageMjml(image, link)}
<mj-text>
${trust.length === 0 ? '' : `<div style="color:#5f5a52;font-size:13px;margin:4px 0">${shown(trust.join(' · '))}</div>`}
<h2 style="font-size:21px;line-height:1.25;margin:8px 0 4px"><a href="${link}" style="color:inherit;text-decoration:none">${shown(article.title)}</a></h2>
${article.summary === undefined ? '' : `<div style="margin:8px 0">${shown(article.summary)}</div>`}
${correction === undefined ? '' : `<div style="font-size:14px;margin:8px 0"><strong>${shown(say.correction(dateIn(language, correction.at)))}:</strong> ${shown(correction.text)}</div>`}
<div style="font-size:14px"><a href="${link}">${say.read}</a> · ${say.minutes(Math.max(1, article.readingMinutes))}</div>
</mj-text>
${relatedMjml(article, content, say)}
</mj-column></mj-section>`;
}

function imageMjml({ url, alt, credit }: NonNullable<CollectedArticle['image']>, link: string): string {
  const credited = credit === undefined ? '' : `<mj-text color="#5f5a52" font-size="12px">${shown(credit)}</mj-text>`;
  return `<mj-image src="${shown(url)}" alt="${shown(alt ?? '')}" href="${link}" padding="8px 24px" />${credited}`;
}

function relatedMjml({ id }: CollectedArticle, { related, publicUrl }: EditionContent, say: MailWords): string {
  const items = related.get(id) ?? [];
  if (items.length === 0) return '';
  const links = items.map((item) => {
    return `<li><a href="${shown(item.url ?? `${publicUrl}/a/${item.id}`)}">${shown(item.title)}</a></li>`;
  });
  return `<mj-text font-size="14px">${say.more}:<ul style="margin:4px 0;padding-left:20px">${links.join('')}</ul></mj-text>`;
}
