import { StopWords, StopWordsChange, Synonyms } from '#contracts/search-vocabulary.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { CurrentVocabulary } from './current-vocabulary.js';
import { differing, type Vocabulary } from './vocabulary.js';

/** What words mean to the search, by an administrator. Nothing is indexed anew. */
@AdminOnly()
@Controller('v1/search')
export class VocabularyController {
  constructor(private readonly vocabulary: CurrentVocabulary) {}

  @Get('synonyms')
  @Describe('Shows what stands for what in searches.', { 200: Synonyms })
  async synonyms(): Promise<Synonyms> {
    return synonymsOf(await this.vocabulary.kept());
  }

  @Put('synonyms')
  @Describe(
    'Puts other synonyms in place of all there are; they count from the next search on, in other processes within seconds.',
    { 200: Synonyms },
  )
  async putSynonyms(@Body({ schema: Synonyms }) { items }: Synonyms): Promise<Synonyms> {
    return synonymsOf(await this.vocabulary.put({ id: 'synonyms', items }));
  }

  @Get('stop-words')
  @Describe('Shows the function words of each language.', { 200: StopWords })
  async stopWords(): Promise<StopWords> {
    return { items: (await this.vocabulary.kept()).stopWords };
  }

  @Put('stop-words')
  @Describe('Gives languages other function words; a language left out has those built in.', { 200: StopWords })
  async putStopWords(@Body({ schema: StopWordsChange }) { items }: StopWords): Promise<StopWords> {
    const vocabulary = await this.vocabulary.put({ id: 'stop-words', items: differing(items) });
    return { items: vocabulary.stopWords };
  }
}

function synonymsOf({ synonyms }: Vocabulary): Synonyms {
  return { items: [...synonyms] };
}
