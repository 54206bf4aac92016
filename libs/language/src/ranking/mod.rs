//! A small statistical model: how like each of a few classes a text is.
//!
//! It is a linear classifier over hashed features (words, their neighbours, runs of letters, and what the rules found),
//! trained by a command from labelled lines and shipped as a data file. What is made of a likeness is its user's to
//! decide. Training and use are deterministic: only additions and multiplications of IEEE
//! numbers, in a fixed order, and weights rounded to whole steps.
//!
//! It knows texts and classes by number and nothing of replies or victims.

mod features;
mod train;

pub use features::features_of_text;
pub use train::{Example, train};

/// Features fall into so many buckets.
pub const BUCKETS: usize = 1 << 17;

/// A class in a model, by its place.
pub type Class = usize;

/// A trained model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    classes: usize,
    /// For each bucket the weight of each class, in steps of [`STEP`].
    weights: Vec<i8>,
}

/// The weight that one step of a stored weight stands for.
const STEP: f32 = 1.0 / 32.0;

/// A text's likeness to each class.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassScores(Vec<f32>);

impl ClassScores {
    /// How likely the class is among all of them, 0 to 1.
    pub fn of(&self, class: Class) -> f32 {
        self.0.get(class).copied().unwrap_or(0.0)
    }

    /// The classes, the likeliest first.
    pub fn order(&self) -> Vec<Class> {
        let mut classes: Vec<Class> = (0..self.0.len()).collect();
        classes.sort_by(|one, other| self.of(*other).total_cmp(&self.of(*one)).then(one.cmp(other)));
        classes
    }
}

impl Model {
    /// A model of its stored form: the number of classes in one byte, then the weights.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (classes, weights) = bytes.split_first()?;
        let classes = usize::from(*classes);
        (classes > 0 && weights.len() == classes * BUCKETS)
            .then(|| Self { classes, weights: weights.iter().map(|byte| i8::from_le_bytes([*byte])).collect() })
    }

    /// The stored form.
    pub fn to_bytes(&self) -> Vec<u8> {
        let classes = u8::try_from(self.classes).unwrap_or(u8::MAX);
        let weights = self.weights.iter().flat_map(|weight| weight.to_le_bytes());
        std::iter::once(classes).chain(weights).collect()
    }

    /// How like each class a text with these features is.
    pub fn likeness(&self, features: &[u32]) -> ClassScores {
        let mut sums = vec![0_i32; self.classes];
        for feature in features {
            let from = bucket(*feature) * self.classes;
            for (sum, weight) in sums.iter_mut().zip(self.weights.get(from..from + self.classes).unwrap_or_default()) {
                *sum += i32::from(*weight);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "sums of a few hundred small weights are exact")]
        let scores: Vec<f32> = sums.into_iter().map(|sum| sum as f32 * STEP / scale(features.len())).collect();
        ClassScores(train::softmax(&scores))
    }
}

/// Long texts have more features; this keeps their scores comparable.
#[expect(clippy::cast_precision_loss, reason = "a text has at most some thousand features")]
fn scale(features: usize) -> f32 {
    (features.max(1) as f32).sqrt() / 2.0
}

const fn bucket(feature: u32) -> usize {
    feature as usize % BUCKETS
}
