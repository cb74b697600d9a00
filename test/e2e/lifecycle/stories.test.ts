import type { EngineKind } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import { searchAtOnce, times, tried } from "../../model/searching";
import { play } from "../../stories/play";
import { ProcessGround } from "../../stories/processGround";
import { aShortStory, aStoryOfSurvivors, type Story } from "../../stories/story";
import { equalInputs, failureAndDependents } from "../../stories/told";

// At least one of each is played.
const stories = 0.6;
const survivals = 2;
/** As many as a small machine has processors. */
const atOnce = 2;

async function playOn(story: Story, engine: EngineKind): Promise<void> {
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
    searchAtOnce(stories, atOnce, aShortStory, (story) => playOn(story, "embedded"), false));
});

describe(`any story of several imports as whole programs (${tried(survivals)})`, function () {
  this.timeout(times(120_000));

  it("comes to the same end", () =>
    searchAtOnce(survivals, 1, aStoryOfSurvivors(4), (story) => playOn(story, "in-process")));
});

describe("several imports in one stack", () => {
  forEachEngine((engine, rule) => {
    rule("keep their completed backups when another one fails, whose output is a trigger of theirs", () =>
      playOn(failureAndDependents, engine),
    );

    rule(
      "have a backup each where their inputs are equal, also when the first is not waited for to its end",
      () => playOn(equalInputs, engine),
    );
  });
});
