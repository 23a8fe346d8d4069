import type { Clock } from '#ports/clock.port.js';
import type { ArticleDocument } from './article-document.js';
import type { MeilisearchLink } from './meilisearch-link.js';
import { allOf, findable } from './search-filter.js';

/**
 * Which languages the archive has, the one with most articles first, and whether it has translations at all. Known from
 * the server for some seconds; what is written from here is known at once.
 */
export class ArchiveFacts {
  private languages: string[] = [];
  private groups = false;
  /** Written while the server was asked, which it may not have told. */
  private late: ArchiveFacts['languages'] = [];
  private lateGroups = false;
  private askedAt = -Infinity;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly link: MeilisearchLink,
    private readonly clock: Clock,
    private readonly forMs: number,
  ) {}

  /** Those asked for, else all of the archive. */
  async languagesFor(wanted: readonly string[]): Promise<readonly string[]> {
    await this.known();
    const here = wanted.filter((language) => this.languages.includes(language));
    return here.length > 0 ? here : this.languages;
  }

  async hasGroups(): Promise<boolean> {
    await this.known();
    return this.groups;
  }

  written(documents: ReadonlyArray<Pick<ArticleDocument, 'lang' | 'group'>>): void {
    for (const { lang = [], group } of documents) {
      for (const language of lang) {
        if (!this.languages.includes(language)) this.languages.push(language);
        if (!this.late.includes(language)) this.late.push(language);
      }
      if (group !== undefined) this.groups = this.lateGroups = true;
    }
  }

  /** Only who asks first has to wait for an answer; later ones go by what was known. */
  private async known(): Promise<void> {
    const never = this.askedAt === -Infinity;
    if (performance.now() - this.askedAt < this.forMs) return;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    if (never) await this.asking;
    else this.asking.catch(() => undefined);
  }

  private async ask(): Promise<void> {
    this.late = [];
    this.lateGroups = false;
    const filter = findable(this.clock.now().getTime());
    const counted = { q: '', page: 1, hitsPerPage: 1, attributesToRetrieve: ['id'] };
    const [all, grouped] = await Promise.all([
      this.link.search({ ...counted, filter: allOf(filter), facets: ['lang'] }),
      this.link.search({ ...counted, filter: allOf([...filter, 'group EXISTS']) }),
    ]);
    const counts = Object.entries(all.facets['lang'] ?? {}).sort(([, left], [, right]) => right - left);
    const found = counts.map(([language]) => language);
    this.languages = [...new Set([...found, ...this.late])];
    this.groups = grouped.total > 0 || this.lateGroups;
    this.askedAt = performance.now();
  }
}
