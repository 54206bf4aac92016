//! Training: multinomial logistic regression by stochastic gradient descent, in a fixed order.

use std::collections::HashMap;

use super::{BUCKETS, Class, Model, STEP, bucket, scale};

/// One labelled text: its features, and the classes that are right for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The features, as [`super::features_of_text`] makes them.
    pub features: Vec<u32>,
    /// The right classes, at least one; a text may have several.
    pub classes: Vec<Class>,
}

/// So often every example is seen.
const ROUNDS: u32 = 10;
/// How far one example moves a weight that was hardly moved before.
const RATE: f32 = 0.2;
/// The weights move after so many examples, so that what many of them have does not move by each.
const TOGETHER: usize = 256;
/// What a weight counts as moved by at first, so that one example alone does not move it far.
const MOVED_AT_FIRST: f32 = 0.01;

/// A feature that fewer examples have tells of one reply only, and falls into the bucket of another.
const SEEN_AT_LEAST: u32 = 2;

/// `e` to this power, by squaring: the same on every machine, which a library's would not promise.
fn exponential(power: f32) -> f32 {
    let mut base = 1.0 + power.clamp(-30.0, 30.0) / 1024.0;
    for _ in 0..10 {
        base *= base;
    }
    base.max(0.0)
}

/// The shares of scores in one whole.
pub(super) fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| exponential(score - most)).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// Trains a model with so many classes. The same examples in any order give the same model.
pub fn train(classes: usize, examples: &[Example]) -> Model {
    let mut learnt = Learnt::new(classes);
    let mut seen: HashMap<u32, u32> = HashMap::new();
    for example in examples {
        for feature in &example.features {
            *seen.entry(*feature).or_default() += 1;
        }
    }
    let examples: Vec<Example> = examples
        .iter()
        .map(|example| Example {
            features: example
                .features
                .iter()
                .copied()
                .filter(|it| seen.get(it).is_some_and(|count| *count >= SEEN_AT_LEAST))
                .collect(),
            classes: example.classes.clone(),
        })
        .collect();
    let mut order: Vec<&Example> = examples.iter().collect();
    order.sort_by(|one, other| one.features.cmp(&other.features).then_with(|| one.classes.cmp(&other.classes)));
    for round in 0..ROUNDS {
        #[expect(clippy::cast_precision_loss, reason = "a handful of rounds")]
        let rate = RATE / (1.0 + round as f32).sqrt();
        // a stride that shares no factor with the count visits every example once, in an order of its own each round
        let stride = stride(order.len(), round);
        let visits: Vec<&Example> =
            (0..order.len()).filter_map(|step| order.get(step * stride % order.len().max(1)).copied()).collect();
        for together in visits.chunks(TOGETHER) {
            for example in together {
                learnt.learn(example);
            }
            learnt.step(rate);
        }
    }
    let weights = learnt.weights;
    let weights = weights
        .into_iter()
        .map(|weight| {
            #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of i8")]
            let steps = (weight / STEP).round().clamp(-127.0, 127.0) as i8;
            steps
        })
        .collect();
    Model { classes, weights }
}

fn stride(count: usize, round: u32) -> usize {
    let mut stride = 7919 + 104 * round as usize;
    while count > 1 && greatest_divisor(stride, count) != 1 {
        stride += 1;
    }
    stride
}

const fn greatest_divisor(one: usize, other: usize) -> usize {
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// What was learnt so far (by `AdaGrad`), so that what is rare moves as far in its few examples as what is frequent does in many.
struct Learnt {
    classes: usize,
    weights: Vec<f32>,
    /// The squares of all moves of each weight.
    moved: Vec<f32>,
    /// Where the examples since the last step want to move each weight.
    wanted: Vec<f32>,
    /// The buckets that they have.
    touched: Vec<usize>,
}

impl Learnt {
    fn new(classes: usize) -> Self {
        let all = BUCKETS * classes;
        Self {
            classes,
            weights: vec![0.0; all],
            moved: vec![MOVED_AT_FIRST; all],
            wanted: vec![0.0; all],
            touched: Vec::new(),
        }
    }

    fn learn(&mut self, example: &Example) {
        let scale = scale(example.features.len());
        let classes = self.classes;
        let mut scores = vec![0.0_f32; classes];
        for feature in &example.features {
            let from = bucket(*feature) * classes;
            for (score, weight) in scores.iter_mut().zip(self.weights.get(from..from + classes).unwrap_or_default()) {
                *score += *weight / scale;
            }
        }
        let mut moves = softmax(&scores);
        #[expect(clippy::cast_precision_loss, reason = "a handful of classes")]
        let share = 1.0 / example.classes.len().max(1) as f32;
        for (class, found) in moves.iter_mut().enumerate() {
            let target = if example.classes.contains(&class) { share } else { 0.0 };
            *found = (target - *found) / scale;
        }
        for feature in &example.features {
            let bucket = bucket(*feature);
            let from = bucket * classes;
            let Some(wanted) = self.wanted.get_mut(from..from + classes) else { continue };
            wanted.iter_mut().zip(&moves).for_each(|(wanted, by)| *wanted += by);
            self.touched.push(bucket);
        }
    }

    fn step(&mut self, rate: f32) {
        self.touched.sort_unstable();
        self.touched.dedup();
        for bucket in self.touched.drain(..) {
            let row = bucket * self.classes..(bucket + 1) * self.classes;
            let (Some(weights), Some(moved), Some(wanted)) =
                (self.weights.get_mut(row.clone()), self.moved.get_mut(row.clone()), self.wanted.get_mut(row))
            else {
                continue;
            };
            for ((weight, moved), wanted) in weights.iter_mut().zip(moved).zip(wanted) {
                *moved += *wanted * *wanted;
                *weight += rate * *wanted / moved.sqrt();
                *wanted = 0.0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::features_of_text;
    use super::{Example, train};

    #[test]
    fn what_was_learnt_is_known_again_and_the_order_of_the_lines_does_not_matter() {
        let example = |text: &str, class| Example { features: features_of_text(text, []), classes: vec![class] };
        let mut examples = vec![
            example("u krye raporti", 0),
            example("e kryem", 0),
            example("deri të premten", 1),
            example("deri nesër", 1),
        ];
        let model = train(2, &examples);
        assert_eq!(model.likeness(&features_of_text("u krye", [])).order(), [0, 1]);
        assert_eq!(model.likeness(&features_of_text("deri të hënën", [])).order(), [1, 0]);
        examples.reverse();
        assert_eq!(train(2, &examples), model);
        assert_eq!(super::Model::from_bytes(&model.to_bytes()), Some(model));
    }
}
