import { z } from 'zod';

const Line = z.looseObject({
  id: z.string(),
  title: z.string(),
  body: z.string().default(''),
  lang: z.string().optional(),
  category: z.string().optional(),
  cluster: z.string().optional(),
  topic: z.string().optional(),
});

/** One document of an evaluation set with its label, which the product does not get to see. */
export interface LabelledArticle {
  /** Id of the document in its set. */
  readonly name: string;
  /** Id that the product gave it. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly language?: string;
  /** Story where the set knows stories, else category; undefined when it knows neither. */
  readonly label?: string;
}

/** A document before it was posted. */
export type Document = Omit<LabelledArticle, 'id'>;

/** Reads a line of a set: `{id, title, body, lang?, cluster? | category? | topic?}`. Throws when it is none. */
export function documentOf(value: unknown): Document {
  const { id, title, body, lang, category, cluster, topic } = Line.parse(value);
  const label = cluster ?? category ?? topic;
  return {
    ...{ name: id, title, body },
    ...(lang === undefined ? {} : { language: lang }),
    ...(label === undefined ? {} : { label }),
  };
}
