import { NoSuchPage } from '#components/frame/no-such-page.tsx';

export default function RunNotFound() {
  return (
    <NoSuchPage
      what="run"
      list="/runs"
      why="The address may be incomplete, or the run belongs to another lab’s data."
    />
  );
}
