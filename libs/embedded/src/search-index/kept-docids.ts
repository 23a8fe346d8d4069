/** The docids that are to be kept, in their order; several times as quick as `filter`, which a large answer notices. */
export function keptDocids(docids: Int32Array, isKept: (docid: number) => boolean): Int32Array {
  const kept = new Int32Array(docids.length);
  let count = 0;
  for (const docid of docids) if (isKept(docid)) kept[count++] = docid;
  return kept.subarray(0, count);
}
