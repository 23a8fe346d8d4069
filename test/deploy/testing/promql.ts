/** What an expression asks of one metric: its name, and every label that is compared or grouped by. */
export interface Question {
  readonly metric: string;
  readonly labels: readonly string[];
}

const OWN = /\bcourant_\w+/g;

/** The metrics of ours in a PromQL expression; labels of a grouping count for every metric in it. */
export function questionsOf(expression: string): Question[] {
  const grouped = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names = '']) => names.split(/,\s*/));
  return [...expression.matchAll(OWN)].map(({ 0: metric, index }) => {
    const [, chosen = ''] = /^\{([^}]*)\}/.exec(expression.slice(index + metric.length)) ?? [];
    const compared = [...chosen.matchAll(/(\w+)\s*[=!]/g)].map(([, name = '']) => name);
    return { metric, labels: [...new Set([...compared, ...grouped])] };
  });
}

/** Values that an expression compares a label with by `=`. */
export function valuesOf(expression: string, label: string): string[] {
  return [...expression.matchAll(new RegExp(`\\b${label}="([^"]*)"`, 'g'))].map(([, value = '']) => value);
}
