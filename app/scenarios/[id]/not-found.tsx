import { NoSuchPage } from '#components/frame/no-such-page.tsx';

export default function ScenarioNotFound() {
  return (
    <NoSuchPage
      what="scenario"
      list="/scenarios"
      why="It may have been deleted, or the address is incomplete."
    />
  );
}
