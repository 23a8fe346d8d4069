/** Queue of looks at what is due. */
export const PLAN_QUEUE = 'newsletter.plan';
