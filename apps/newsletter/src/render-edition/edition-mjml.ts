import { nameOf } from '#contracts/newsletter.js';
import type { CollectedArticle } from '#ports/collected-article-store.port.js';
import { escapeHtml } from '#text/escape-html.js';
import { plainCharacters } from '#text/plain-characters.js';
import { MAIL_COLOURS } from '#web/mail-colours.js';
import type { MailWords } from '#web/phrases/mail-phrases.js';
import { slot, withoutSlots } from '../mime/message-template.js';
import {
  addressOf,
  dateIn,
  editionDateIn,
  noticeList,
  sizeLine,
  trustLine,
  wordsOf,
  type EditionContent,
} from './edition-content.js';
import { mailHeadMjml } from './mail-head-mjml.js';
import { SharedNotices } from './shared-notices.js';

const LONGEST_PREVIEW = 150;
const { paper, surface, quiet, line } = MAIL_COLOURS.light;
const SURFACE = `background-color="${surface}" css-class="surface"`;
const QUIET = `class="quiet" style="color:${quiet};font-size:13px`;

const shown = (text: string): string => escapeHtml(withoutSlots(plainCharacters(text)));

/** The edition in MJML; words of articles are escaped, personal links are slots. */
export function editionMjml(content: EditionContent): string {
  const { newsletter, edition, publicUrl } = content;
  const { language, say } = wordsOf(content);
  const name = nameOf(newsletter, edition.language);
  const notices = new SharedNotices(edition.articles);
  const titles = edition.articles.map(({ title }) => title).join(' · ');
  return `<mjml lang="${language}">
${mailHeadMjml(shown(name), shown(titles.slice(0, LONGEST_PREVIEW)))}
<mj-body background-color="${paper}" css-class="paper" width="620px">
  <mj-section ${SURFACE}>
    <mj-column>
      <mj-text><h1 style="font-size:28px;line-height:1.2;margin:12px 0 0">${shown(name)}</h1></mj-text>
      <mj-text mj-class="quiet" css-class="quiet" font-size="14px">${shown(editionDateIn(language, edition))}</mj-text>
    </mj-column>
  </mj-section>
  ${edition.articles.map((article) => articleMjml(article, content, notices)).join('\n')}
  ${noticesMjml(notices, say)}
  <mj-section padding="12px 0 24px">
    <mj-column>
      <mj-text mj-class="quiet" css-class="quiet">${shown(say.why(name))}</mj-text>
      <mj-text mj-class="quiet" css-class="quiet">
        <a href="${publicUrl}/e/${edition.id}">${say.onTheWeb}</a> ·
        <a href="${slot('preferences')}">${say.preferences}</a> ·
        <a href="${slot('unsubscribe')}">${say.unsubscribe}</a>
      </mj-text>
    </mj-column>
  </mj-section>
</mj-body>
</mjml>`;
}

function articleMjml(article: CollectedArticle, content: EditionContent, notices: SharedNotices): string {
  const { language, say } = wordsOf(content);
  const link = shown(addressOf(article, content.publicUrl));
  const trust = trustLine(article, say, notices);
  const { image, summary, correction } = article;
  return `<mj-section ${SURFACE} border-top="1px solid ${line}"><mj-column>
${image === undefined ? '' : imageMjml(image, link)}
<mj-text>
${trust.length === 0 ? '' : `<div ${QUIET};margin:4px 0">${shown(trust.join(' · '))}</div>`}
<h2 style="font-size:21px;line-height:1.25;margin:8px 0 4px"><a class="title" href="${link}" style="color:inherit;text-decoration:none">${shown(article.title)}</a></h2>
${summary === undefined ? '' : `<div style="margin:8px 0">${shown(summary)}</div>`}
${correction === undefined ? '' : `<div style="font-size:14px;margin:8px 0"><strong>${shown(say.correction(dateIn(language, correction.at)))}:</strong> ${shown(correction.text)}</div>`}
<div style="font-size:14px"><a href="${link}">${say.read}</a> <span ${QUIET}">· ${shown(sizeLine(article, say, notices).join(' · '))}</span></div>
</mj-text>
${relatedMjml(article, content, say)}
</mj-column></mj-section>`;
}

function imageMjml({ url, alt, credit }: NonNullable<CollectedArticle['image']>, link: string): string {
  const credited =
    credit === undefined
      ? ''
      : `<mj-text mj-class="quiet" css-class="quiet" font-size="12px">${shown(credit)}</mj-text>`;
  return `<mj-image src="${shown(url)}" alt="${shown(alt ?? '')}" href="${link}" />${credited}`;
}

function relatedMjml({ id }: CollectedArticle, { related, publicUrl }: EditionContent, say: MailWords): string {
  const items = related.get(id) ?? [];
  if (items.length === 0) return '';
  const links = items.map((item) => {
    return `<li><a href="${shown(item.url ?? `${publicUrl}/a/${item.id}`)}">${shown(item.title)}</a></li>`;
  });
  return `<mj-text font-size="14px">${say.more}:<ul style="margin:4px 0;padding-left:20px">${links.join('')}</ul></mj-text>`;
}

function noticesMjml(notices: SharedNotices, say: MailWords): string {
  const listed = noticeList(notices, say).map(({ name, text }) => {
    return `<mj-text mj-class="quiet" css-class="quiet"><strong>${shown(name)}:</strong> ${shown(text)}</mj-text>`;
  });
  if (listed.length === 0) return '';
  return `<mj-section ${SURFACE} border-top="1px solid ${line}"><mj-column>${listed.join('\n')}</mj-column></mj-section>`;
}
