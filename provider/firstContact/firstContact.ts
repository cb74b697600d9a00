import type { Environment } from "../configKeys";
import { isResponse, type Http } from "../process/http";
import { parseJson } from "../northflank/verdict";
import { defaultUrl, type Settings } from "../northflank/settings";
import { look, type Get } from "./look";
import { mostRequests, type Observations, type Observed } from "./observations";
import { problemIn } from "./problem";
import { report, type Product } from "./report";
import { addonFrom, help, settingsOf, UsageError } from "./usage";

/** What the command needs from the outside world. */
export interface Rim {
  readonly env: Environment;
  readonly http: Http;
  /** This machine's time in milliseconds since 1970. */
  readonly wallTime: () => number;
  readonly product: Product;
  /** The report goes to `out`, everything else to `err`; both take whole lines. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs the command; returns its exit code: 1 if the addon cannot be read, 2 if it was called in a wrong way. */
export async function firstContact(args: readonly string[], rim: Rim): Promise<number> {
  try {
    const addon = addonFrom(args);
    if (addon === undefined) {
      rim.out(help);
      return 0;
    }
    const settings = settingsOf(rim.env);
    rim.err(announcement);
    const answers = await look(getting(settings, rim), addon);
    const problem = problemIn(answers, settings);
    if (problem !== undefined) {
      rim.err(`${problem}\n`);
      return 1;
    }
    const seen: Observations = { addon, answers, isLive: settings.baseUrl === defaultUrl };
    rim.out(`${report(seen, rim.product).join("\n")}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    rim.err(`${error.message}\n`);
    return 2;
  }
}

const announcement =
  `Sending up to ${mostRequests} GET requests, which count against the account's 1000 an hour; ` +
  "nothing is changed on Northflank.\n";

const invalidToken = "nf-pulumi-northflank-check-sends-an-invalid-token";
const maxBytes = 16 * 1024 * 1024;

const getting =
  ({ baseUrl, token }: Settings, { http, wallTime, product }: Rim): Get =>
  async (path, which): Promise<Observed> => {
    const result = await http({
      method: "GET",
      url: `${baseUrl}${path}`,
      headers: {
        authorization: `Bearer ${which === "invalid" ? invalidToken : token.value}`,
        accept: "application/json",
        "user-agent": `pulumi-northflank-check/${product.version}`,
      },
      maxBytes,
    });
    if (!isResponse(result)) return { code: result.code, isUntrusted: result.isUntrusted === true };
    const { status, headers, body, complete } = result;
    return { status, headers, body: complete ? parseJson(body) : undefined, at: wallTime() };
  };
