#include "services/matching/guidance/precedent_story.h"

#include <limits>

#include "absl/types/optional.h"

namespace sangam::matching {
namespace {

using registry::v1::Instalment;
using registry::v1::Linkage;
using registry::v1::LinkageStep;
using registry::v1::UnitLot;

// Adds without running over: the registry's own bound lies far below.
int64_t Sum(int64_t a, int64_t b) {
  int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum)
             ? std::numeric_limits<int64_t>::max()
             : sum;
}

bool HasReached(const Linkage& linkage) {
  return linkage.state() == registry::v1::LINKAGE_STATE_RECEIVED ||
         linkage.state() == registry::v1::LINKAGE_STATE_DISBURSED ||
         linkage.state() == registry::v1::LINKAGE_STATE_UTILISED;
}

// What the whole was worth: as stated, else by its lots if all have a value.
absl::optional<int64_t> WholeOf(const Linkage& linkage) {
  if (linkage.has_amount_paise()) return linkage.amount_paise();
  if (linkage.lots().empty()) return absl::nullopt;
  int64_t whole = 0;
  for (const UnitLot& lot : linkage.lots()) {
    int64_t worth = 0;
    if (!lot.has_paise_each() ||
        __builtin_mul_overflow(lot.units(), lot.paise_each(), &worth)) {
      return absl::nullopt;
    }
    whole = Sum(whole, worth);
  }
  return whole;
}

// What of the whole others than the subject paid or gave: that reached it.
absl::optional<int64_t> PaidByOthers(const Linkage& linkage, int64_t whole) {
  int64_t own = 0;
  for (const auto& party : linkage.parties()) {
    if (party.party() == scheme_catalog::v1::FUNDING_PARTY_BENEFICIARY) {
      own = Sum(own, party.amount_paise());
    }
  }
  if (own > whole) return absl::nullopt;
  return whole - own;
}

void FillDay(const Linkage& linkage, v1::PrecedentBenefit* benefit) {
  if (linkage.has_received_on()) {
    *benefit->mutable_received_on() = linkage.received_on();
    return;
  }
  for (const LinkageStep& step : linkage.steps()) {
    if (step.state() == registry::v1::LINKAGE_STATE_DISBURSED) {
      *benefit->mutable_received_on() = step.taken_on();
    }
  }
}

void FillSums(const Linkage& linkage, v1::PrecedentBenefit* benefit) {
  const absl::optional<int64_t> whole = WholeOf(linkage);
  // A record without steps tells what came, not what was promised.
  if (whole && linkage.state() != registry::v1::LINKAGE_STATE_RECEIVED) {
    benefit->set_sanctioned_paise(*whole);
  }
  int64_t paid = 0;
  int64_t due = 0;
  bool any_paid = false;
  for (const Instalment& instalment : linkage.instalments()) {
    Instalment& told = *benefit->add_instalments();
    told = instalment;
    // A bank's reference helps nobody who wants to do the same.
    told.clear_reference();
    if (instalment.has_paid_on()) {
      any_paid = true;
      paid = Sum(paid, instalment.amount_paise());
    } else {
      due = Sum(due, instalment.amount_paise());
    }
  }
  if (!linkage.instalments().empty()) benefit->set_due_paise(due);
  // As rules read it.
  if (any_paid) {
    benefit->set_received_paise(paid);
  } else if (whole) {
    const absl::optional<int64_t> received = PaidByOthers(linkage, *whole);
    if (received) benefit->set_received_paise(*received);
  }
}

}  // namespace

v1::PrecedentStory StoryOf(const v1::PrecedentReference& precedent,
                           const std::vector<Linkage>& linkages) {
  v1::PrecedentStory story;
  story.set_subject(precedent.subject());
  story.set_scheme(precedent.scheme());
  for (const Linkage& linkage : linkages) {
    if (linkage.scheme() != precedent.scheme() || !HasReached(linkage)) {
      continue;
    }
    v1::PrecedentBenefit& benefit = *story.add_benefits();
    benefit.set_linkage(linkage.name());
    benefit.set_state(linkage.state());
    benefit.set_department(linkage.department());
    benefit.set_description(linkage.description());
    *benefit.mutable_lots() = linkage.lots();
    *benefit.mutable_parties() = linkage.parties();
    *benefit.mutable_steps() = linkage.steps();
    *benefit.mutable_citations() = linkage.provenance().citations();
    FillDay(linkage, &benefit);
    FillSums(linkage, &benefit);
  }
  return story;
}

}  // namespace sangam::matching
