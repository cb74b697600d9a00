import type { Settings, Token } from "./settings";

/** What may be shown of what comes from outside: no secret, no control characters; undefined where that is nothing. */
export interface OutsideWords {
  told(text: string): string | undefined;
  toldLines(lines: readonly string[]): readonly string[] | undefined;
  /** A single word, among our own. */
  toldWord(word: string): string | undefined;
}

/** Where the API is and who asks. The token is sent to this address and nowhere else. */
export class Connection {
  private current: Token;

  constructor(
    private readonly settings: Settings,
    readonly outside: OutsideWords,
  ) {
    this.current = settings.token;
  }

  get baseUrl(): string {
    return this.settings.baseUrl;
  }

  get token(): Token {
    return this.current;
  }

  /** Goes over to the token of the environment, once; false when there is none to go over to. */
  fallBack(): boolean {
    const { fallbackToken } = this.settings;
    if (fallbackToken === undefined || this.current === fallbackToken) return false;
    this.current = fallbackToken;
    return true;
  }
}
