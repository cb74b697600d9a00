import { textOf, type Fields } from "../values";
import { fails, holds, onBackups, untold, type Assumption, type Finding } from "./assumption";

interface Named {
  readonly id: string;
  readonly name: string;
}

const named = (backups: readonly Fields[]): readonly Named[] =>
  backups.map(({ id, name }) => ({ id: textOf(id) ?? "", name: textOf(name) ?? "" }));

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "");

/** Whether an id is made of a name, up to punctuation and a number at the end. */
const isSlugOf = ({ id, name }: Named): boolean => {
  const [slug, wanted] = [letters(id), letters(name)];
  return (
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && slug.startsWith(wanted) && /^\d*$/.test(slug.slice(wanted.length))
  );
};

function idFinding(backups: readonly Fields[]): Finding {
  const all = named(backups);
  const slugs = all.filter(isSlugOf);
  if (slugs.length < all.length)
    return fails(
      all.every(({ id }) => /^[0-9a-f]{24}$/.test(id)) ? "ids are 24 hex digits" : "some are something else",
    );
  if (all.every(({ id, name }) => id === name)) return holds("all equal their names");
  const isNumbered = slugs.every(({ id, name }) => letters(id) !== letters(name));
  return isNumbered ? fails("a number follows the name") : holds();
}

/** How the punctuation that ids cannot have is replaced. */
function punctuationFinding(backups: readonly Fields[]): Finding {
  const telling = named(backups).filter((each) => /[a-z0-9][/:][a-z0-9]/i.test(each.name) && isSlugOf(each));
  if (telling.length === 0) return untold("no backup has `/` or `:` in a name of which its id is made");
  const hyphenated = ({ id, name }: Named): boolean =>
    id.startsWith(name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"));
  return telling.every(hyphenated) ? holds() : fails("it is left out");
}

export const namesEitherWay = {
  ids: { claim: "A backup's id is its name as a slug", judge: onBackups(idFinding) },
  punctuation: { claim: "In such an id a hyphen replaces `/` and `:`", judge: onBackups(punctuationFinding) },
  equalNames: {
    claim: "Several backups of an addon may have one name",
    judge: onBackups((backups) => {
      const names = named(backups).map(({ name }) => name);
      return new Set(names).size < names.length
        ? holds()
        : untold("no two have, and only an import shows whether that is by chance");
    }),
  },
} satisfies Record<string, Assumption>;
