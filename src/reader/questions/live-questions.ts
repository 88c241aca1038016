import type {LivePage, LiveQuiz} from "../live-page.ts";
import type {StudyContext, StudyPart} from "../study.ts";
import type {WorkRecord} from "../work/types.ts";
import {choiceField} from "./fields/choice.ts";
import type {FieldOptions} from "./fields/field.ts";
import {freeField} from "./fields/free.ts";
import {orderField} from "./fields/order.ts";
import {typedField} from "./fields/typed.ts";
import {LiveQuestion} from "./live-question.ts";

const PREFIX = "quiz:";

/** All questions of a page, each in its section, and what is kept of them. */
export async function liveQuestions({root, page, live, lesson, work}: StudyContext): Promise<StudyPart> {
  const questions = new Map<string, LiveQuestion>();
  const records = new Map<string, WorkRecord>();
  for (const record of await work.list({lesson}))
    if (record.item.startsWith(PREFIX)) records.set(record.item.slice(PREFIX.length), record);

  let sketchField: typeof import("./sketch/sketch-field.ts").sketchField | undefined;
  async function loadFor({quizzes = []}: LivePage): Promise<void> {
    if (quizzes.some(({type}) => type === "sketch")) ({sketchField} = await import("./sketch/sketch-field.ts"));
  }

  function makeField(options: FieldOptions) {
    switch (options.quiz.type) {
      case "choice":
      case "multiple":
        return choiceField(options);
      case "order":
        return orderField(options);
      case "free":
        return freeField(options);
      case "sketch":
        return sketchField!(options);
      default:
        return typedField(options);
    }
  }

  function open(quiz: LiveQuiz, section: HTMLElement): LiveQuestion {
    const item = PREFIX + quiz.id;
    return new LiveQuestion(section, quiz, {
      makeField,
      live,
      keep: (value, hash) => {
        const record = {lesson, item, value: {...value}, hash};
        records.set(quiz.id, {...record, time: 0});
        void work.put(record);
      },
      forget: () => {
        records.delete(quiz.id);
        void work.remove({lesson, item});
      },
    });
  }

  function update(next: LivePage): void {
    const asked = new Map((next.quizzes ?? []).map((quiz) => [quiz.id, quiz]));
    for (const [id, question] of questions)
      if (!asked.has(id) || !question.section.isConnected) {
        question.dispose();
        questions.delete(id);
      }
    for (const [id, quiz] of asked) {
      const section = root.querySelector<HTMLElement>(`#${CSS.escape(`quiz-${id}`)}`);
      if (!section) continue;
      const old = questions.get(id);
      if (old?.isAlive && old.section === section) {
        old.follow(quiz);
        continue;
      }
      const hadFocus = old?.hadFocus === true;
      old?.dispose();
      const question = open(quiz, section);
      questions.set(id, question);
      const record = records.get(id);
      if (record) question.restore(record);
      if (hadFocus) question.focus();
    }
  }

  work.watch((change) => {
    if ("record" in change) {
      const {record} = change;
      if (record.lesson !== lesson || !record.item.startsWith(PREFIX)) return;
      const id = record.item.slice(PREFIX.length);
      records.set(id, record);
      questions.get(id)?.restore(record);
    } else if ("removed" in change) {
      const {removed} = change;
      if (removed.lesson !== undefined && removed.lesson !== lesson) return;
      for (const [id, question] of questions) {
        if (removed.item !== undefined && removed.item !== PREFIX + id) continue;
        records.delete(id);
        question.clear();
      }
    }
  });
  // What was typed a moment ago is kept when the reader leaves.
  addEventListener("pagehide", () => {
    for (const question of questions.values()) question.flush();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const question of questions.values()) question.flush();
  });

  await loadFor(page);
  let latest = page;
  update(page);
  return {
    update(next) {
      latest = next;
      void loadFor(next).then(() => {
        if (latest === next) update(next);
      });
    },
  };
}
