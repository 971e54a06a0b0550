#include "services/matching/promised_grant_reader.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/clock/civil_date.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/engine/wide_amount.h"

namespace sangam::matching {
namespace {

using registry::v1::Linkage;
using scheme_catalog::v1::FundingParty;

// A plan that was saved more often is read no further back.
constexpr int kMostVersions = 100;

// What these bring is no grant.
bool IsGrantOf(FundingParty party) {
  return party != scheme_catalog::v1::FUNDING_PARTY_BENEFICIARY &&
         party != scheme_catalog::v1::FUNDING_PARTY_BANK &&
         party != scheme_catalog::v1::FUNDING_PARTY_BENEFICIARY_AND_BANK;
}

int64_t Bounded(Wide paise) {
  return static_cast<int64_t>(std::clamp<Wide>(paise, 0, kMostPaise));
}

// The sum that the linkage tells, by itself or by its lots; whoever pays.
absl::optional<Wide> WholeOf(const Linkage& linkage) {
  if (linkage.has_amount_paise()) return Wide{linkage.amount_paise()};
  if (linkage.lots().empty()) return absl::nullopt;
  Wide whole = 0;
  for (const auto& lot : linkage.lots()) {
    if (!lot.has_paise_each()) return absl::nullopt;
    whole = Clamped(whole + Product(lot.units(), lot.paise_each()));
  }
  return whole;
}

void ReadMoney(const Linkage& linkage, PromisedGrant& promised) {
  const absl::optional<Wide> whole = WholeOf(linkage);
  std::map<FundingParty, Wide> grants;
  Wide granted = 0;
  Wide others = 0;
  for (const auto& party : linkage.parties()) {
    if (IsGrantOf(party.party())) {
      grants[party.party()] += party.amount_paise();
      granted += party.amount_paise();
    } else {
      others += party.amount_paise();
    }
  }
  if (whole) {
    promised.paise = Bounded(*whole - others);
  } else if (!linkage.parties().empty()) {
    promised.paise = Bounded(granted);
  }
  if (!promised.paise || Wide{*promised.paise} != granted) return;
  for (const auto& [party, paise] : grants) {
    // Parties of funding rules have the same numbers in plans.
    promised.parties.push_back(
        {static_cast<type::v1::PlanParty>(party), Bounded(paise)});
  }
}

// The day of the first step to `least` or a later state.
absl::optional<absl::CivilDay> DayOf(const Linkage& linkage,
                                     registry::v1::LinkageState least) {
  for (const auto& step : linkage.steps()) {
    if (step.state() < least) continue;
    const auto day = ToCivilDay(step.taken_on(), "taken_on");
    if (day.ok()) return *day;
  }
  return absl::nullopt;
}

// By its last step, which older releases did not ask for.
std::string RefusalInWords(const Linkage& linkage) {
  if (linkage.steps().empty()) return "on a day that is not recorded";
  const auto& step = *linkage.steps().rbegin();
  const auto day = ToCivilDay(step.taken_on(), "taken_on");
  return absl::StrCat("on ",
                      day.ok() ? FormatDay(*day) : "a day that is not recorded",
                      step.taken_by().empty() ? "" : " by ", step.taken_by(),
                      step.reason().empty() ? "" : ": ", step.reason());
}

// Of its plan, as its evidence "plans/x#need" names it; empty if it names none.
std::string IdOfNeed(const Linkage& linkage) {
  for (const auto& evidence : linkage.evidence()) {
    absl::string_view id = evidence.reference();
    if (absl::ConsumePrefix(&id, linkage.plan()) &&
        absl::ConsumePrefix(&id, "#")) {
      return std::string(id);
    }
  }
  return "";
}

// The head of the need; empty if there is none of this id.
std::string HeadOf(const type::v1::PlanTerms& terms, const std::string& id) {
  for (const auto& need : terms.needs()) {
    if (need.id() == id) return need.head();
  }
  return "";
}

bool HasNeed(const type::v1::PlanTerms& terms, const std::string& id) {
  return absl::c_any_of(terms.needs(),
                        [&](const auto& need) { return need.id() == id; });
}

}  // namespace

absl::optional<PromisedGrant> PromiseOf(const Linkage& linkage) {
  PromisedGrant promised;
  switch (linkage.state()) {
    case registry::v1::LINKAGE_STATE_PROPOSED:
    case registry::v1::LINKAGE_STATE_APPLIED:
      promised.since = DayOf(linkage, registry::v1::LINKAGE_STATE_PROPOSED);
      break;
    case registry::v1::LINKAGE_STATE_SANCTIONED:
    case registry::v1::LINKAGE_STATE_DISBURSED:
    case registry::v1::LINKAGE_STATE_UTILISED:
      promised.sanctioned = true;
      promised.since = DayOf(linkage, registry::v1::LINKAGE_STATE_SANCTIONED);
      break;
    case registry::v1::LINKAGE_STATE_RECEIVED:
      promised.sanctioned = true;
      if (linkage.has_received_on()) {
        const auto day = ToCivilDay(linkage.received_on(), "received_on");
        if (day.ok()) promised.since = *day;
      }
      break;
    case registry::v1::LINKAGE_STATE_REFUSED:
      promised.refused = RefusalInWords(linkage);
      promised.since = DayOf(linkage, registry::v1::LINKAGE_STATE_REFUSED);
      break;
    default:
      return absl::nullopt;
  }
  if (linkage.scheme().empty()) return absl::nullopt;
  promised.linkage = linkage.name();
  promised.scheme = linkage.scheme();
  ReadMoney(linkage, promised);
  return promised;
}

int NeedOf(const Linkage& linkage, const type::v1::PlanTerms& stored,
           const type::v1::PlanTerms& terms, RenamedNeed renamed) {
  const std::string id = IdOfNeed(linkage);
  bool is_stored = false;
  for (const auto& before : stored.needs()) {
    if (before.id() != id) continue;
    is_stored = true;
    for (int n = 0; n < terms.needs_size(); ++n) {
      if (terms.needs(n).head() == before.head() &&
          (terms.needs(n).id() == id || renamed == RenamedNeed::kIsTheSame)) {
        return n;
      }
    }
  }
  if (is_stored || renamed == RenamedNeed::kIsAnother) return -1;
  // It was taken out of the plan before, and is put back.
  for (int n = 0; n < terms.needs_size(); ++n) {
    if (terms.needs(n).id() == id) return n;
  }
  return -1;
}

int NeedPutBackAs(const std::string& id, const type::v1::PlanTerms& before,
                  const type::v1::PlanTerms& terms) {
  for (const auto& had : before.needs()) {
    if (had.id() != id) continue;
    for (int n = 0; n < terms.needs_size(); ++n) {
      const auto& need = terms.needs(n);
      if (need.head() == had.head() && !HasNeed(before, need.id())) return n;
    }
  }
  return -1;
}

absl::StatusOr<std::vector<PromisedGrant>> PromisedGrantReader::Read(
    const PlanQuestion& question, const std::string& changed) const {
  std::vector<PromisedGrant> promised;
  std::set<std::string> subjects;
  Plans plans;
  if (!changed.empty()) {
    SANGAM_ASSIGN_OR_RETURN(const auto* plan, Find(changed, plans));
    if (plan == nullptr) {
      return InvalidFieldError(
          "plan", absl::StrCat(changed,
                               " is no stored plan for this subject in"
                               " the state that was read"));
    }
  }
  for (size_t p = 0; p < question.participants.size(); ++p) {
    const std::string& name = question.participants[p].subject->name;
    if (name.empty() || !subjects.insert(name).second) continue;
    const size_t before = promised.size();
    SANGAM_RETURN_IF_ERROR(AddOf(name, question, changed, plans, promised));
    for (size_t i = before; i < promised.size(); ++i) {
      promised[i].participant = static_cast<int>(p);
    }
  }
  if (changed.empty()) return promised;
  SANGAM_ASSIGN_OR_RETURN(const auto* plan, Find(changed, plans));
  SANGAM_ASSIGN_OR_RETURN(const std::set<std::string> applicants,
                          ApplicantsOfAllVersions(*plan));
  for (const std::string& name : applicants) {
    if (!subjects.insert(name).second) continue;
    std::vector<PromisedGrant> left;
    SANGAM_RETURN_IF_ERROR(AddOf(name, question, changed, plans, left));
    for (PromisedGrant& one : left) {
      if (!one.sanctioned || (one.need < 0 && one.lost_need.empty())) continue;
      one.participant = kNobodyHere;
      one.left_applicant = name;
      promised.push_back(std::move(one));
    }
  }
  return promised;
}

absl::StatusOr<std::set<std::string>>
PromisedGrantReader::ApplicantsOfAllVersions(
    const registry::v1::Plan& plan) const {
  // Names and outside ids, each once, by their bytes.
  std::set<std::string> references;
  std::set<std::string> names;
  absl::optional<registry::v1::Plan> version = plan;
  for (int v = 0; version && v < kMostVersions; ++v) {
    for (const auto& applicant : version->terms().applicants()) {
      const auto& subject = applicant.subject();
      if (!references.insert(subject.SerializeAsString()).second) continue;
      SANGAM_ASSIGN_OR_RETURN(std::string name, NameOf(subject));
      if (name.empty()) continue;
      // It may have been merged since.
      SANGAM_ASSIGN_OR_RETURN(
          auto present,
          records_.FindPresentName(name, basis_.subject.position, call_));
      names.insert(present ? *std::move(present) : std::move(name));
    }
    SANGAM_ASSIGN_OR_RETURN(version, records_.FindPlanBefore(*version, call_));
  }
  return names;
}

absl::StatusOr<int> PromisedGrantReader::FindPutBack(
    const std::string& id, const registry::v1::Plan& plan,
    const type::v1::PlanTerms& terms) const {
  absl::optional<registry::v1::Plan> version = plan;
  for (int v = 0; version && v < kMostVersions; ++v) {
    if (HasNeed(version->terms(), id)) {
      return NeedPutBackAs(id, version->terms(), terms);
    }
    SANGAM_ASSIGN_OR_RETURN(version, records_.FindPlanBefore(*version, call_));
  }
  return -1;
}

absl::Status PromisedGrantReader::AddOf(
    const std::string& name, const PlanQuestion& question,
    const std::string& changed, Plans& plans,
    std::vector<PromisedGrant>& promised) const {
  SANGAM_ASSIGN_OR_RETURN(
      const std::vector<Linkage> linkages,
      records_.LinkagesAt(name, basis_.subject.position, call_));
  for (const Linkage& linkage : linkages) {
    auto promise = PromiseOf(linkage);
    if (!promise) continue;
    if (!linkage.plan().empty()) {
      SANGAM_ASSIGN_OR_RETURN(const auto* plan, Find(linkage.plan(), plans));
      const bool is_changed = linkage.plan() == changed;
      const std::string id = IdOfNeed(linkage);
      if (plan != nullptr) {
        promise->head = HeadOf(plan->terms(), id);
        promise->need = NeedOf(
            linkage, plan->terms(), question.terms,
            is_changed ? RenamedNeed::kIsTheSame : RenamedNeed::kIsAnother);
        const bool was_taken_out = !HasNeed(plan->terms(), id);
        if (is_changed && promise->need < 0 && was_taken_out && !id.empty()) {
          SANGAM_ASSIGN_OR_RETURN(promise->need,
                                  FindPutBack(id, *plan, question.terms));
        }
        promise->put_back = promise->need >= 0 && was_taken_out;
      }
      if (is_changed && promise->need < 0 && !id.empty()) {
        promise->lost_need = absl::StrCat(id, " of ", changed);
      }
    }
    promised.push_back(*std::move(promise));
  }
  return absl::OkStatus();
}

absl::StatusOr<const registry::v1::Plan*> PromisedGrantReader::Find(
    const std::string& name, Plans& plans) const {
  auto known = plans.find(name);
  if (known == plans.end()) {
    SANGAM_ASSIGN_OR_RETURN(
        auto stored, records_.FindPlan(name, basis_.subject.position, call_));
    if (stored) {
      SANGAM_ASSIGN_OR_RETURN(const bool is_same,
                              IsForSubject(stored->subject()));
      if (!is_same) stored.reset();
    }
    known = plans.emplace(name, std::move(stored)).first;
  }
  return known->second ? &*known->second : nullptr;
}

absl::StatusOr<std::string> PromisedGrantReader::NameOf(
    const type::v1::PlanSubject& subject) const {
  if (!subject.has_outside_id()) return subject.name();
  const auto found =
      reader_.ReadBeside(basis_, SubjectOf(subject, ""), wanted_, call_);
  if (absl::IsNotFound(found.status())) return std::string();
  SANGAM_RETURN_IF_ERROR(found.status());
  return found->subject.name;
}

absl::StatusOr<bool> PromisedGrantReader::IsForSubject(
    const type::v1::PlanSubject& subject) const {
  SANGAM_ASSIGN_OR_RETURN(const std::string name, NameOf(subject));
  if (name.empty() && subject.has_outside_id()) return false;
  return name == basis_.subject.subject.name;
}

}  // namespace sangam::matching
