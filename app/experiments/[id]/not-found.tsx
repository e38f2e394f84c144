import { NoSuchPage } from '#components/frame/no-such-page.tsx';

export default function ExperimentNotFound() {
  return (
    <NoSuchPage
      what="experiment"
      list="/experiments"
      why="The address may be incomplete, or the experiment belongs to another lab’s data."
    />
  );
}
