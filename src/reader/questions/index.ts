import type {LivePage} from "../live-page.ts";
import type {StudyContext, StudyPart} from "../study.ts";

/** Brings the page's quizzes and predictions to life, with the answers that the reader gave before. */
export function openQuestions(context: StudyContext): StudyPart {
  let latest = context.page;
  let opened: Promise<StudyPart> | undefined;
  const open = () => {
    if (opened || !asks(latest)) return;
    opened = import("./live-questions.ts").then(({liveQuestions}) => liveQuestions({...context, page: latest}));
  };
  open();
  return {
    update(page) {
      latest = page;
      void opened?.then((questions) => questions.update(latest));
      open();
    },
  };
}

function asks({quizzes}: LivePage): boolean {
  return quizzes !== undefined && quizzes.length > 0;
}
