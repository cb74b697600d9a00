import type { Settings, Token } from "../settings";

/** Where the API is and who asks. The token is sent to this address and nowhere else. */
export class Connection {
  private current: Token;

  constructor(
    private readonly settings: Settings,
    /** Makes a text that came from outside fit to be shown: no secret, no control characters. */
    readonly redact: (text: string) => string,
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
