/** What a dead letter keeps of an error: its class and what it says. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
