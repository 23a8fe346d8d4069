import { EmailAddress, languageFor, nameOf, type Newsletter } from '#contracts/newsletter.js';
import { ProblemError } from '#contracts/problem.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { Clock } from '#ports/clock.port.js';
import type { Edition } from '#ports/edition-store.port.js';
import type { MailOutcome } from '#ports/mailer.port.js';
import { Config } from '#runtime/config/config.js';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { slot } from '../mime/message-template.js';
import { ChooseArticles } from '../plan-edition/choose-articles.js';
import { editionId } from '../plan-edition/edition-id.js';
import { RenderEdition, type RenderedEdition } from '../render-edition/render-edition.js';
import { SendSingleMail } from '../single-mail/send-single-mail.js';

const PREVIEWED = 2_000;

export const PreviewRequest = z.strictObject({ language: z.string().max(10).optional() });
export const TestRequest = z.strictObject({ to: EmailAddress, language: z.string().max(10).optional() });

/** What a preview is chosen from and made with. */
@Injectable()
export class PreviewParts {
  constructor(
    readonly articles: CollectedArticleStore,
    readonly choose: ChooseArticles,
    readonly renderEdition: RenderEdition,
  ) {}
}

/** Shows an edition as it would go out now, on the screen or in one mail; nothing is planned by it. */
@Injectable()
export class TryNewsletter {
  constructor(
    private readonly parts: PreviewParts,
    private readonly mail: SendSingleMail,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async preview(newsletter: Newsletter, wished?: string): Promise<RenderedEdition> {
    const language = languageFor(newsletter, wished ?? newsletter.languages[0] ?? 'en');
    const rendered = await this.parts.renderEdition.render(await this.draft(newsletter, language), newsletter);
    const fill = (text: string): string =>
      text
        .replaceAll(slot('preferences'), `${this.config.publicUrl}/subscribe`)
        .replaceAll(slot('unsubscribe'), `${this.config.publicUrl}/subscribe`);
    return { html: fill(rendered.html), text: fill(rendered.text) };
  }

  /** 409 when the mail server did not take it. */
  async test(newsletter: Newsletter, to: string, wished?: string): Promise<MailOutcome> {
    const { html, text } = await this.preview(newsletter, wished);
    const { outcome } = await this.mail.send({
      ...{ to, html, text, subject: `[Test] ${nameOf(newsletter, wished ?? '')}` },
      messageKey: `test ${newsletter.id} ${this.clock.now().toISOString()}`,
      ...(newsletter.from === undefined ? {} : { from: newsletter.from }),
      ...(newsletter.replyTo === undefined ? {} : { replyTo: newsletter.replyTo }),
    });
    if (outcome.state !== 'sent') throw new ProblemError(409, `The mail server did not take it: ${outcome.reply}`);
    return outcome;
  }

  private async draft(newsletter: Newsletter, language: string): Promise<Edition> {
    const upTo = await this.parts.articles.position();
    const since = Math.max(0, upTo - PREVIEWED);
    const articles = await this.parts.choose.choose({ newsletter, language, since, upTo, without: new Set() });
    const now = this.clock.now();
    const to = { kind: 'everyone' } as const;
    const id = editionId({ newsletter: newsletter.id, language, slot: now, since, to });
    return {
      ...{ id, newsletter: newsletter.id, language, articles, since, upTo },
      ...{ slot: now.toISOString(), createdAt: now.toISOString(), state: 'planned', to },
      ...{ articleIds: articles.map(({ id }) => id), audience: 0, audienceComplete: false, cursor: '', revision: 1 },
    };
  }
}
