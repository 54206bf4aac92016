//! What somebody finds by words: from the index of the read models, and, what stands in no index, compared here.
//!
//! Nothing that is not theirs is looked at for what it says: the index is asked for what belongs to them, and of cases,
//! institutions and people it is asked first whether they may be seen. So neither what is found nor how long it takes tells of
//! what is hidden. A case is found by its reference and by nothing else.

use std::cmp::Reverse;

use events::authority::{Principal, View, permit_view};
use events::ids::CaseId;
use futures::future::try_join_all;
use readmodels::Ask;
use readmodels::queries::{FoundThing, Search};
use readmodels::search::{DocumentAccess, MatchQuality, SearchKind, SearchTerms};
use readmodels::views::{InstitutionView, PersonView};

use super::{Queries, keep_people_back, may_see_case};
use crate::failure::Failure;

/// How many things of a kind are found at most.
pub(crate) const MOST_OF_A_KIND: usize = 20;

/// What was found, of each kind the best first.
#[derive(Default)]
pub(crate) struct Findings {
    /// What is in the index, kind by kind.
    pub(crate) things: Vec<FoundThing>,
    pub(crate) cases: Vec<CaseId>,
    pub(crate) institutions: Vec<InstitutionView>,
    /// People in post, with their institutions.
    pub(crate) people: Vec<(PersonView, InstitutionView)>,
    /// Whether nothing has the words as they were typed, and slips were forgiven.
    pub(crate) forgiving: bool,
}

impl Findings {
    pub(crate) fn is_empty(&self) -> bool {
        self.things.is_empty() && self.cases.is_empty() && self.institutions.is_empty() && self.people.is_empty()
    }
}

/// The best of what was found.
fn best<T>(mut found: Vec<(MatchQuality, T)>) -> Vec<T> {
    found.sort_by_key(|(quality, _)| *quality);
    found.into_iter().map(|(_, one)| one).take(MOST_OF_A_KIND).collect()
}

/// Whether somebody may see what was found: the index is believed in nothing.
fn may_see(principal: &Principal, access: &DocumentAccess) -> bool {
    access.views().iter().any(|view| permit_view(principal, view).is_ok())
}

impl Queries {
    /// What has all of the words; where nothing has, what has them but for a slip in each.
    pub(crate) async fn search(&self, principal: &Principal, terms: &SearchTerms) -> Result<Findings, Failure> {
        let found = self.find(principal, terms, false).await?;
        if found.is_empty() { self.find(principal, terms, true).await } else { Ok(found) }
    }

    async fn find(&self, principal: &Principal, terms: &SearchTerms, forgiving: bool) -> Result<Findings, Failure> {
        let of_kind = |kind| {
            let search = Search::of(principal, kind, terms.clone(), MOST_OF_A_KIND);
            self.read_models.ask(if forgiving { search.forgiving() } else { search })
        };
        let things = try_join_all(SearchKind::ALL.map(of_kind)).await?;
        let (institutions, people) = self.find_people(principal, terms, forgiving).await?;
        Ok(Findings {
            things: things.into_iter().flatten().filter(|found| may_see(principal, &found.access)).collect(),
            cases: self.find_cases(principal, terms).await?,
            institutions,
            people,
            forgiving,
        })
    }

    /// Cases by their references, the latest first. A slip would lead to somebody else's.
    async fn find_cases(&self, principal: &Principal, terms: &SearchTerms) -> Result<Vec<CaseId>, Failure> {
        if !terms.has_number() {
            return Ok(vec![]);
        }
        let book = self.books.cases.refresh(self.read_models.as_ref()).await?;
        let seen = book.all().filter(|record| may_see_case(principal, record));
        let mut found: Vec<_> = seen
            .filter_map(|record| Some((terms.quality(&[record.id.as_str()], &[], false)?, record.id.clone())))
            .collect();
        found.sort_by_key(|(_, id)| Reverse(id.clone()));
        let found = best(found);
        if !found.is_empty() {
            self.audit.cases_listed(principal, found.len());
        }
        Ok(found)
    }

    /// The institutions whose pages somebody may open, and the people in post that they may see there.
    async fn find_people(
        &self,
        principal: &Principal,
        terms: &SearchTerms,
        forgiving: bool,
    ) -> Result<(Vec<InstitutionView>, Vec<(PersonView, InstitutionView)>), Failure> {
        let (mut institutions, mut people) = (vec![], vec![]);
        for mut institution in self.read_models.institutions().await?.into_iter().filter(|one| one.active) {
            let pages = [View::Directory, View::TaskList(institution.id.clone())];
            if pages.iter().all(|view| permit_view(principal, view).is_err()) {
                continue;
            }
            keep_people_back(principal, &mut institution);
            let staff = std::mem::take(&mut institution.staff);
            let names: Vec<&str> = institution.names.versions().map(|(_, name)| name).collect();
            for person in staff {
                let quality = person.name.as_ref().and_then(|name| terms.quality(&[name.as_str()], &names, forgiving));
                people.extend(quality.map(|quality| (quality, (person, institution.clone()))));
            }
            let called: Vec<&str> = names.into_iter().chain([institution.id.as_str()]).collect();
            let quality = terms.quality(&called, &[], forgiving);
            institutions.extend(quality.map(|quality| (quality, institution)));
        }
        Ok((best(institutions), best(people)))
    }
}
