/** A native article about a harbour in English; every part can be given. */
export function anArticle(externalId: string, parts: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    externalId,
    title: 'Storm surge closes the harbour of Ellerby',
    summary: 'The barrage was shut at dawn; ferries stay in port until Tuesday.',
    body: {
      html: '<p>The storm surge closed the harbour of Ellerby on Sunday. The barrage was shut at dawn.</p><p>Ferries to the islands stay in port, said harbour master Noreen Applegarth.</p>',
    },
    language: 'en',
    sections: ['North'],
    tags: ['storm', 'harbour'],
    people: ['Noreen Applegarth'],
    places: ['Ellerby'],
    publishedAt: '2026-11-01T06:50:00Z',
    ...parts,
  };
}
