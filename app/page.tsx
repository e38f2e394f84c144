import { countCalls } from '#lib/protocol/count-calls.ts';

export default function Page() {
  return <p>{countCalls([]).total}</p>;
}
