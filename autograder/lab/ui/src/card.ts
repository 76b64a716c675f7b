// The score card as elements of the page. Every text of a learner or of the grader goes in as text, never as markup.

import { IAttempt, IExercise } from './api';

const STATES: Record<string, string> = {
  right: 'right',
  'partly right': 'partly',
  'not right yet': 'wrong',
  'not written yet': 'blank'
};

/** An element with a class, and text or children. */
export function make(tag: string, kind = '', ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  if (kind) {
    element.className = kind;
  }
  element.append(...content);
  return element;
}

/** The text, with what stands between backticks as code. */
export function prose(text: string): Node[] {
  return text.split(/(`[^`]*`)/).map(part =>
    part.length > 1 && part.startsWith('`') && part.endsWith('`')
      ? make('code', '', part.slice(1, -1))
      : document.createTextNode(part)
  );
}

/** What one attempt came to. `goTo` is called with the name of an exercise whose cell the learner wants to see. */
export function card(attempt: IAttempt, goTo: (exercise: string) => void): HTMLElement {
  const verdict = attempt.verdict;
  const heading = make('h2', 'sm-Card-headline', verdict ? verdict.headline : `${attempt.assignment}: no score`);
  heading.tabIndex = -1;
  const element = make('section', 'sm-Card', heading);
  element.setAttribute('aria-label', 'Score card');
  element.append(make('p', 'sm-Card-fate', fate(attempt)));
  for (const trouble of attempt.troubles) {
    element.append(make('p', 'sm-Card-trouble', ...prose(trouble)));
  }
  for (const note of verdict?.notes ?? []) {
    element.append(make('p', 'sm-Card-note', ...prose(note)));
  }
  if (verdict) {
    element.append(make('ul', 'sm-Card-exercises', ...verdict.exercises.map(one => exercise(one, goTo))));
  }
  return element;
}

/** One line of the history. */
export function line(attempt: IAttempt): string {
  const verdict = attempt.verdict;
  const score = verdict ? `${number(verdict.score)} of ${number(verdict.max_score)}` : attempt.state;
  return `${when(attempt.time)}: ${score}${attempt.handed_in ? '' : ', not handed in'}`;
}

/** In a sentence: whether the instructor has it, and why there is no score. */
function fate(attempt: IAttempt): string {
  const handedIn = attempt.handed_in
    ? `Handed in ${when(attempt.time)}; your instructor has it.`
    : `Not handed in: your instructor does not have this attempt of ${when(attempt.time)}.`;
  if (attempt.state === 'grading') {
    return `${handedIn} It is being graded.`;
  }
  if (attempt.state === 'interrupted') {
    return `${handedIn} JupyterLab ended before it was graded here; submit again to see your score.`;
  }
  return attempt.state === 'failed' ? `${handedIn} It could not be graded here.` : handedIn;
}

function exercise(one: IExercise, goTo: (exercise: string) => void): HTMLElement {
  const link = make('button', 'sm-Card-goTo', make('code', '', one.name)) as HTMLButtonElement;
  link.type = 'button';
  link.title = 'Go to the cell of this exercise';
  link.addEventListener('click', () => goTo(one.name));
  const points = one.max_points ? `${number(one.points)} of ${number(one.max_points)} points` : 'practice';
  const item = make(
    'li',
    `sm-Card-exercise sm-mod-${STATES[one.state] ?? 'wrong'}`,
    make('h3', '', link),
    make('p', 'sm-Card-points', `${points}, ${one.state}`)
  );
  if (one.messages.length > 0) {
    item.append(make('ul', 'sm-Card-messages', ...one.messages.map(text => make('li', '', ...prose(text)))));
  }
  return item;
}

function when(time: string): string {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  return today ? `at ${date.toLocaleTimeString()}` : `on ${date.toLocaleString()}`;
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
