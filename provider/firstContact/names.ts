import { isAnswer, type Observations } from "./observations";
import { textsIn } from "./values";
import { commonHeaders, documentedNames } from "./words";

/**
 * Which names of fields and headers may be shown. An API may use ids or names as keys, and such a key is a value: so a
 * name that is not documented has to look like an identifier, and must not occur among the values of the same run.
 */
export class ShownNames {
  /** The texts that came in. */
  private readonly values = new Set<string>();
  /** The words in them. */
  private readonly words = new Set<string>();
  private readonly given: readonly string[];

  constructor({ addon, answers }: Pick<Observations, "addon" | "answers">) {
    this.given = Object.values(addon).map((id) => folded(String(id)));
    for (const { body, headers } of Object.values(answers).filter(isAnswer))
      for (const text of [...textsIn(body), ...textsIn(headers)]) {
        this.values.add(folded(text));
        for (const word of text.split(/[^\p{L}\p{N}]+/u)) this.words.add(folded(word));
      }
  }

  /** Undefined if it is withheld. */
  field(name: string): string | undefined {
    return documentedNames.has(name) || (identifier.test(name) && this.isNoValue(name)) ? name : undefined;
  }

  header(name: string): string | undefined {
    return commonHeaders.has(name) || (headerName.test(name) && this.isNoValue(name)) ? name : undefined;
  }

  private isNoValue(name: string): boolean {
    const letters = folded(name);
    const parts = name.split(/[-_]|(?=[A-Z])/).map(folded);
    const isGiven = this.given.some(
      (id) => letters.includes(id) || (letters.length > 3 && id.includes(letters)),
    );
    const isValue = this.values.has(letters) || this.words.has(letters);
    return !isGiven && !isValue && !parts.some((part) => this.values.has(part));
  }
}

/** Without digits, which ids have. */
const identifier = /^(?=.{1,40}$)[a-z][A-Za-z]*(?:_[A-Za-z]+)*$/;
const headerName = /^(?=.{1,40}$)[a-z]+(?:-[a-z]+)*$/;

const folded = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
