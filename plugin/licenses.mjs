// The licences of the packages in the bundle, which most of them ask to be handed on with their code.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const line = "-".repeat(80);

/** One text about the packages in these folders. Refuses one that says nothing of its licence. */
export function thirdPartyLicenses(folders) {
  const packages = folders.map(licensed);
  const intro = `The file beside this one also holds the code of ${packages.length} packages, under their own licences.`;
  return [intro, ...packages.map(({ title, text }) => `${line}\n${title}\n\n${text}`)].join("\n\n") + "\n";
}

function licensed(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const text = texts.length > 0 ? texts.join("\n\n") : sectionOfReadme(folder);
  if (text === undefined && license === undefined)
    throw new Error(`${name} ${version} says nothing of its licence, so it cannot be handed on`);
  const title = `${name} ${version}` + (license === undefined ? "" : ` (${license})`);
  return { title, text: (text ?? "The package has no text of its licence.").replaceAll("\r\n", "\n").trim() };
}

/** Some packages keep their licence at the end of their README. */
function sectionOfReadme(folder) {
  const readme = join(folder, "README.md");
  if (!existsSync(readme)) return undefined;
  return /^(?:#+ *licen[cs]e *|licen[cs]e\s*\n[-=]+)$([^]*)/im.exec(readFileSync(readme, "utf8"))?.[1];
}
