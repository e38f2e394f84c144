import { NoSuchPage } from '#components/frame/no-such-page.tsx';

export default function SkillNotFound() {
  return (
    <NoSuchPage
      what="skill"
      list="/skills"
      why="It may never have been learned here, or the address is incomplete."
    />
  );
}
