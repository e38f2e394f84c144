/** What a number's formula is and who described it, for whoever asks a page "where does this come from?". */
export interface MethodNote {
  title: string;
  formula: string;
  source: string;
}

export const METHOD_NOTES = {
  log_ratio: {
    title: 'Change in percent',
    formula: 'x̄ = mean over scenarios of mean over pairs of log(treated / control); change = e^x̄ − 1',
    source: 'Miller 2024, 2411.00640 (paired differences, clustered by scenario)',
  },
  t_on_scenarios: {
    title: 't interval on scenario means',
    formula: 'x̄ ± t(n − 1) · s / √n over n scenario means',
    source: 'Student 1908; chosen by simulation',
  },
  two_way: {
    title: 'Two-way clustered interval',
    formula: 'x̄ ± t(min(S, D) − 1) · √max(V_S, V_D, V_S + V_D − V_SD) over S scenarios and D distillations',
    source: 'Cameron, Gelbach and Miller 2011',
  },
  t_and_tango: {
    title: 'Envelope of t and score interval',
    formula: 'the wider end of the t interval on scenario differences and of Tango’s on pairs, each side',
    source: 'Tango 1998; holds the error of gate 1 at 100 % success, where t alone does not (simulation)',
  },
  tango: {
    title: 'Score interval of a paired difference',
    formula: 'all Δ with |b − c − nΔ| ≤ z √(n (2 q̂(Δ) + Δ (1 − Δ)))',
    source: 'Tango 1998, Statistics in Medicine 17',
  },
  newcombe: {
    title: 'Square-and-add interval of a paired difference',
    formula: 'Wilson limits of both rates, combined with their correlation',
    source: 'Newcombe 1998, Statistics in Medicine 17, method 10',
  },
  wilson: {
    title: 'Wilson interval',
    formula: '(p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n)',
    source: 'Wilson 1927',
  },
  jeffreys: {
    title: 'Jeffreys interval',
    formula: 'quantiles of Beta(x + ½, n − x + ½)',
    source: 'Brown, Cai and DasGupta 2001',
  },
  clopper_pearson: {
    title: 'Exact interval',
    formula: 'Beta quantiles at (x, n − x + 1) and (x + 1, n − x)',
    source: 'Clopper and Pearson 1934',
  },
  rule_of_three: {
    title: 'Bound after no event',
    formula: '1 − 0.05^(1/n), about 3/n',
    source: 'Hanley and Lippman-Hand 1983',
  },
  sign_flip: {
    title: 'Sign-flip permutation test',
    formula: 'share of sign patterns with |Σ ± dᵢ| ≥ |Σ dᵢ|; drawn: (1 + hits) / (1 + draws)',
    source: 'Fisher 1935; Phipson and Smyth 2010',
  },
  wilcoxon: {
    title: 'Signed-rank test',
    formula: 'exact distribution of the rank sum given ties; zeros by Pratt’s rule',
    source: 'Wilcoxon 1945; Pratt 1959',
  },
  mcnemar: {
    title: 'Exact McNemar test',
    formula: '2 · P(X ≤ min(b, c)), X ~ Binomial(b + c, ½)',
    source: 'McNemar 1947',
  },
  tost: {
    title: 'Equivalence by two one-sided tests',
    formula: 'the 1 − 2α interval lies inside the margins',
    source: 'Schuirmann 1987',
  },
  holm: {
    title: 'Holm correction',
    formula: 'k-th smallest p × (m − k + 1), made monotone',
    source: 'Holm 1979',
  },
  pass_hat_k: {
    title: 'pass^k',
    formula: 'mean over scenarios of C(c, k) / C(n, k)',
    source: 'Yao et al. 2024, 2406.12045',
  },
  nested_bootstrap: {
    title: 'Nested bootstrap',
    formula: 'scenarios drawn with replacement, then pairs within each; percentiles of the mean',
    source: 'Davison and Hinkley 1997, § 3.8',
  },
  break_even: {
    title: 'Break-even',
    formula: 'cost of learning / saving per incident, interval by inverting that of the saving',
    source: 'ratio with a known numerator',
  },
  change_along: {
    title: 'Parts of a change',
    formula:
      'x̄ = mean over seeds of log(later / earlier); change = e^x̄ − 1; x̄ ± t(n − 1) · s / √n over n seeds; two-way where several learnings were drawn',
    source: 'log ratios, so that the parts add up to the total; Student 1908',
  },
  size_next: {
    title: 'Size of a new experiment',
    formula:
      'smallest size at which Σ (1 − power) over all that was not shown is at most 20 %; power of t: noncentral t with se = √((τ² + σ² / r) / S) for S scenarios of r pairs; of success: sum over all tables whose Tango interval stays above the margin; of harm: binomial sum',
    source:
      'Boole’s inequality; for the effect that the plan asks for, not the one seen (Hoenig and Heisey 2001, The American Statistician 55)',
  },
} as const satisfies Record<string, MethodNote>;
export type MethodId = keyof typeof METHOD_NOTES;
