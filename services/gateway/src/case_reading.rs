//! What pages ask of cases. Whether one may look is asked for each case, and each look is audited.

use events::authority::{Standing, View, permit_view};
use events::ids::{CaseId, CommandId};
use projections::cases::{Breakdown, CaseRecord, Counted, TableOfCases};

use crate::audit;
use crate::failure::Failure;
use crate::reading::Reading;

/// A case and what others say of it.
pub(crate) struct CaseSeen {
    pub(crate) record: CaseRecord,
    /// Earlier cases that may be of the same person.
    pub(crate) may_be_same: Vec<CaseId>,
    /// Later cases that are of the same person.
    pub(crate) later: Vec<CaseId>,
}

impl Reading {
    /// Every case that one may see.
    pub(crate) async fn cases(&self, standing: &Standing) -> Result<Vec<CaseRecord>, Failure> {
        let book = self.cases.look(self.read_models.as_ref()).await?;
        let seen = |record: &&CaseRecord| permit_view(standing, &View::Case(record.case.parties())).is_ok();
        let cases: Vec<CaseRecord> = book.all().filter(seen).cloned().collect();
        audit::cases_listed(standing, cases.len());
        Ok(cases)
    }

    /// How many of the cases that one may see nobody answers for.
    pub(crate) async fn unassigned_cases(&self, standing: &Standing) -> Result<usize, Failure> {
        let book = self.cases.look(self.read_models.as_ref()).await?;
        let seen = |record: &&CaseRecord| permit_view(standing, &View::Case(record.case.parties())).is_ok();
        Ok(book.all().filter(seen).filter(|record| record.case.is_unassigned()).count())
    }

    /// One case.
    pub(crate) async fn case(&self, standing: &Standing, id: &CaseId) -> Result<CaseSeen, Failure> {
        let book = self.cases.look(self.read_models.as_ref()).await?;
        let record = book.case(id).ok_or(Failure::NotFound)?;
        permit_view(standing, &View::Case(record.case.parties()))?;
        audit::case_read(standing, id);
        Ok(CaseSeen {
            record: record.clone(),
            may_be_same: book.may_be_the_same_person(record).into_iter().map(|other| other.id.clone()).collect(),
            later: book.later_cases(id).map(|other| other.id.clone()).collect(),
        })
    }

    /// The case that a command opened, when it is known already.
    pub(crate) async fn case_opened_by(&self, command: CommandId) -> Result<Option<CaseId>, Failure> {
        let book = self.cases.look(self.read_models.as_ref()).await?;
        Ok(book.opened_by(command).map(|record| record.id.clone()))
    }

    /// A reference that no case has, so many after the first such.
    pub(crate) async fn next_case_reference(&self, year: i32, passing_over: u32) -> Result<String, Failure> {
        let book = self.cases.look(self.read_models.as_ref()).await?;
        Ok(book.next_reference(year, passing_over))
    }

    /// Figures of all cases; `None`: there is no case.
    pub(crate) async fn figures_of_cases(
        &self,
        standing: &Standing,
        counted: Counted,
        by: Breakdown,
    ) -> Result<Option<TableOfCases>, Failure> {
        permit_view(standing, &View::Timeline)?;
        audit::figures_read(standing, counted.name(), by.name());
        let book = self.cases.look(self.read_models.as_ref()).await?;
        Ok(book.table(counted, by))
    }
}
