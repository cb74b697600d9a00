import type { OpenAnswers } from "../openQuestions";

type Echo = OpenAnswers["errorEcho"];

/** The ways in which a careless API may repeat a secret that was sent to it. */
export function echoed(secret: string, how: Echo): string | undefined {
  switch (how) {
    case "none":
      return undefined;
    case "verbatim":
      return secret;
    case "url-encoded":
      return encodeURIComponent(secret);
    case "base64":
      return Buffer.from(secret).toString("base64");
    case "upper-case":
      return secret.toUpperCase();
    case "split":
      return splitInTwo(secret);
  }
}

function splitInTwo(secret: string): string {
  const middle = Math.ceil(secret.length / 2);
  return `${secret.slice(0, middle)}\n${secret.slice(middle)}`;
}
