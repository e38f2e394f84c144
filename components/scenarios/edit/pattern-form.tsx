'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { ScenarioTopology } from '#lib/protocol/scenario.ts';
import { readTyped } from './form-fields.ts';
import { FormInput } from './form-input.tsx';
import { candidatesFor, PATTERNS } from './patterns.ts';
import { starterText } from './starter-text.ts';

interface Props {
  /** Of the file so far; it stays. */
  id: string;
  /** The file's topology. */
  topology: string;
  topologies: readonly ScenarioTopology[];
  onWrite: (text: string) => void;
}

/** Topology, kind of incident, key, wrong and right value: enough for a file to begin with. */
export function PatternForm({ id, topology: named, topologies, onWrite }: Props) {
  const [topologyId, setTopologyId] = useState(named);
  const [family, setFamily] = useState('');
  const [place, setPlace] = useState('');
  const [end, setEnd] = useState('');
  const [wrong, setWrong] = useState('');
  const [right, setRight] = useState('');
  const topology = topologies.find((each) => each.topologyId === topologyId) ?? topologies[0];
  const pattern = PATTERNS.find((each) => each.family === family) ?? PATTERNS[0];
  if (!topology || !pattern) return <p className="text-xs text-muted">Loading the topologies…</p>;
  const candidates = candidatesFor(pattern, topology);
  const chosen = candidates.find(({ service, key }) => `${service} ${key}` === place) ?? candidates[0];
  const to = chosen?.ends.includes(end) ? end : (chosen?.ends[0] ?? '');
  const before = chosen && (readTyped(chosen.value, undefined) ?? chosen.value);
  const [bad, good] = [readTyped(wrong, before), readTyped(right, before) ?? before];
  const write = () => {
    if (!chosen || bad === undefined || good === undefined) return;
    const { service, key } = chosen;
    onWrite(
      starterText({ id, topology: topology.topologyId, pattern, service, key, to, wrong: bad, right: good }),
    );
  };
  return (
    <fieldset className="flex flex-col gap-2 rounded-md border border-line p-3">
      <legend className="px-1 text-xs font-semibold">Begin with a pattern</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        <FormInput
          label="Topology"
          value={topology.topologyId}
          choices={topologies.map((each) => [
            each.topologyId,
            `${each.title} (${each.services.length} services)`,
          ])}
          onChange={setTopologyId}
        />
        <FormInput
          label="What happens"
          value={pattern.family}
          choices={PATTERNS.map((each) => [each.family, each.label])}
          onChange={setFamily}
        />
      </div>
      {chosen ? (
        <>
          <div className="grid gap-2 sm:grid-cols-2">
            <FormInput
              label="Service and key that are wrong"
              value={`${chosen.service} ${chosen.key}`}
              choices={candidates.map(({ service, key }) => [`${service} ${key}`, `${service}: ${key}`])}
              onChange={setPlace}
            />
            {pattern.link && (
              <FormInput
                label="Service at the other end"
                value={to}
                choices={chosen.ends.map((each) => [each, each])}
                onChange={setEnd}
              />
            )}
            <FormInput
              label={`Wrong value${chosen.unit ? `, ${chosen.unit}` : ''}`}
              value={wrong}
              mono
              hint={`Healthy: ${chosen.value}`}
              onChange={setWrong}
            />
            <FormInput
              label="A right value"
              value={right}
              mono
              hint="Empty: the healthy one"
              onChange={setRight}
            />
          </div>
          <p className="text-xs text-muted">{pattern.hint}</p>
          <div>
            <Button size="sm" disabled={bad === undefined} onClick={write}>
              Write the file
            </Button>
            <span className="ml-2 text-xs text-muted">Replaces the text; undo works.</span>
          </div>
        </>
      ) : (
        <p className="text-xs text-muted">
          No key of this topology has that effect. Choose another, or add one in the text.
        </p>
      )}
    </fieldset>
  );
}
