import type { EngineKind } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import { searchAtOnce, times, tried } from "../../model/searching";
import { play } from "../../stories/play";
import { ProcessGround } from "../../stories/processGround";
import { aShortStory, type Story } from "../../stories/story";
import { equalInputs, failureAndDependents } from "../../stories/told";

const stories = 1;
/** As many as a small machine has processors. */
const atOnce = 2;

async function playSlowly(story: Story, engine: EngineKind): Promise<void> {
  const ground = await ProcessGround.open(story, engine);
  try {
    await play(story, ground);
  } finally {
    await ground.close();
  }
}

describe(`any short story of several imports, with processes that are really killed (${tried(stories)})`, function () {
  this.timeout(times(300_000));

  it("comes to the same end", () =>
    searchAtOnce(stories, atOnce, aShortStory, (story) => playSlowly(story, "embedded"), false));
});

describe("several imports in one stack", function () {
  this.timeout(300_000);

  forEachEngine((engine, rule) => {
    rule("keep their completed backups when another one fails, whose output is a trigger of theirs", () =>
      playSlowly(failureAndDependents, engine),
    );

    rule(
      "have a backup each where their inputs are equal, also when the first is not waited for to its end",
      () => playSlowly(equalInputs, engine),
    );
  });
});
