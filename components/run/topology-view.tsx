import type { TopologyProps } from './describe-service.ts';
import { Topology } from './topology.tsx';
import { TopologyList } from './topology-list.tsx';

/** Below this the picture's letters would be too small to read. */
const SMALLEST_SCALE = 0.86;

/** Widths at which the picture may take over from the list; the classes are spelt out because they are generated from the text. */
const FITS = [
  { from: 320, picture: 'hidden @min-[320px]:block', list: '@min-[320px]:hidden' },
  { from: 400, picture: 'hidden @min-[400px]:block', list: '@min-[400px]:hidden' },
  { from: 460, picture: 'hidden @min-[460px]:block', list: '@min-[460px]:hidden' },
  { from: 560, picture: 'hidden @min-[560px]:block', list: '@min-[560px]:hidden' },
  { from: 640, picture: 'hidden @min-[640px]:block', list: '@min-[640px]:hidden' },
  { from: 760, picture: 'hidden @min-[760px]:block', list: '@min-[760px]:hidden' },
  { from: 880, picture: 'hidden @min-[880px]:block', list: '@min-[880px]:hidden' },
  { from: 1000, picture: 'hidden @min-[1000px]:block', list: '@min-[1000px]:hidden' },
] as const;

/** The topology as a picture where its column is wide enough to read it, as a list with lines where it is not. Never scrolls. */
export function TopologyView(props: TopologyProps) {
  const needed = props.layout.width * SMALLEST_SCALE;
  const fit = FITS.find(({ from }) => from >= needed);
  return (
    <div role="group" aria-label="Topology" className="@container">
      {fit && (
        <div className={fit.picture}>
          <Topology {...props} />
        </div>
      )}
      <div className={fit?.list}>
        <TopologyList {...props} />
      </div>
    </div>
  );
}
