/** Text of the page that verifies. */
export function makePage(): Promise<string>
