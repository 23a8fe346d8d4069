/** Queue of editions whose due rows are to be sent; data `{ edition }`. */
export const SEND_QUEUE = 'newsletter.send';
