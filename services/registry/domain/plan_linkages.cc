#include "services/registry/domain/plan_linkages.h"

#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "common/validation/text.h"

namespace sangam::registry {
namespace {

using scheme_catalog::v1::FundingParty;
using type::v1::PlanLine;
using type::v1::PlanNeed;
using type::v1::PlanNeedOutcome;

// Of the 63 characters of an id: a plan, a need and eight of a checksum.
constexpr size_t kPartOfId = 26;

bool CallsForLinkage(const PlanLine& line) {
  if (line.scheme().empty()) return false;
  switch (line.kind()) {
    case type::v1::PLAN_LINE_KIND_GRANT:
    case type::v1::PLAN_LINE_KIND_GAP_FUNDING:
      return line.paise() > 0;
    case type::v1::PLAN_LINE_KIND_SERVICE:
      return true;
    default:
      return false;
  }
}

// An id's beginning that does not end with a hyphen.
std::string Shortened(absl::string_view id) {
  id = id.substr(0, kPartOfId);
  while (absl::ConsumeSuffix(&id, "-")) {
  }
  return std::string(id);
}

// FNV-1a: the same on every machine and for ever, as names must be.
uint32_t ChecksumOf(absl::string_view text) {
  uint32_t sum = 2166136261u;
  for (const char c : text) {
    sum = (sum ^ static_cast<unsigned char>(c)) * 16777619u;
  }
  return sum;
}

std::string NameOf(const v1::Plan& plan, const PlanLine& line, int refusals) {
  std::string whole = absl::StrCat(plan.name(), "\n", line.need(), "\n",
                                   line.scheme(), "\n", line.applicant());
  if (refusals > 0) absl::StrAppend(&whole, "\n", refusals);
  const std::string checksum = absl::StrFormat("%08x", ChecksumOf(whole));
  return absl::StrCat("linkages/",
                      Shortened(absl::StripPrefix(plan.name(), "plans/")), "-",
                      Shortened(line.need()), "-", checksum);
}

const PlanNeed* FindNeed(const v1::Plan& plan, const std::string& id) {
  for (const PlanNeed& need : plan.terms().needs()) {
    if (need.id() == id) return &need;
  }
  return nullptr;
}

const PlanNeedOutcome* FindOutcome(const v1::Plan& plan,
                                   const std::string& id) {
  for (const PlanNeedOutcome& outcome : plan.plan().needs()) {
    if (outcome.need() == id) return &outcome;
  }
  return nullptr;
}

// The party of a funding rule; nothing where the line names none of these.
absl::optional<FundingParty> PartyOf(const PlanLine& line) {
  // The first ten of both lists are the same.
  static_assert(static_cast<int>(type::v1::PLAN_PARTY_PARTNER) ==
                static_cast<int>(scheme_catalog::v1::FUNDING_PARTY_PARTNER));
  const int party = line.party();
  if (party <= type::v1::PLAN_PARTY_UNSPECIFIED ||
      party > type::v1::PLAN_PARTY_PARTNER) {
    return absl::nullopt;
  }
  return static_cast<FundingParty>(party);
}

std::string TitleOf(const PlanNeed* need, const std::string& id) {
  return need == nullptr || need->description().empty() ? id
                                                        : need->description();
}

std::string Bounded(std::string text, size_t bytes) {
  // Characters are never more than bytes.
  return text.size() <= bytes ? std::move(text) : std::string();
}

// Reads the lines of one linkage.
class LinkageWriter {
 public:
  LinkageWriter(const v1::Plan& plan, PlannedLinkage& planned)
      : plan_(plan), planned_(planned), linkage_(planned.linkage) {}

  void Write() {
    const PlanLine& first = Line(0);
    const PlanNeed* need = FindNeed(plan_, planned_.need);
    linkage_.set_name(NameOf(plan_, first, 0));
    linkage_.set_scheme(first.scheme());
    linkage_.set_scheme_version(first.scheme_version());
    linkage_.set_department(first.department());
    linkage_.set_plan(plan_.name());
    AddMoney();
    AddLots(need);
    Describe(need);
    v1::EvidenceReference& evidence = *linkage_.add_evidence();
    evidence.set_description("need of the plan");
    evidence.set_reference(absl::StrCat(plan_.name(), "#", planned_.need));
    evidence.set_state(v1::LINKAGE_STATE_PROPOSED);
  }

 private:
  const PlanLine& Line(size_t i) const {
    return plan_.plan().lines(planned_.lines[i]);
  }

  // Parties are left out where a line does not say who pays: their sum would
  // not be the amount.
  void AddMoney() {
    std::map<FundingParty, int64_t> parties;
    int64_t amount = 0;
    bool all_known = true;
    for (size_t i = 0; i < planned_.lines.size(); ++i) {
      // Within the cost of the need, as the plan was checked. The parties' sums
      // are never larger than the whole.
      if (__builtin_add_overflow(amount, Line(i).paise(), &amount)) return;
      const auto party = PartyOf(Line(i));
      all_known = all_known && party.has_value();
      if (party) parties[*party] += Line(i).paise();
    }
    if (amount == 0) return;
    linkage_.set_amount_paise(amount);
    if (!all_known) return;
    for (const auto& [party, paise] : parties) {
      v1::PartyAmount& told = *linkage_.add_parties();
      told.set_party(party);
      told.set_department(linkage_.department());
      told.set_amount_paise(paise);
    }
  }

  // Units have their worth where the scheme pays the whole cost. A thing
  // without cost that is not to be had in full has no units: how many, no line
  // says.
  void AddLots(const PlanNeed* need) {
    const PlanNeedOutcome* outcome = FindOutcome(plan_, planned_.need);
    if (need == nullptr || outcome == nullptr) return;
    if (!linkage_.has_amount_paise() && !outcome->reasons().empty()) return;
    const bool whole = linkage_.has_amount_paise() &&
                       linkage_.amount_paise() == outcome->cost_paise();
    const std::string title = TitleOf(need, planned_.need);
    for (const auto& lot : need->lots()) {
      v1::UnitLot& told = *linkage_.add_lots();
      told.set_units(lot.units());
      if (whole) told.set_paise_each(lot.paise_each());
      told.set_description(Bounded(
          lot.description().empty() ? title : lot.description(), kTitleLength));
    }
    if (need->lots().empty() && need->units() > 0) {
      v1::UnitLot& told = *linkage_.add_lots();
      told.set_units(need->units());
      told.set_description(Bounded(title, kTitleLength));
    }
  }

  void Describe(const PlanNeed* need) {
    std::string text = TitleOf(need, planned_.need);
    for (size_t i = 0; i < planned_.lines.size(); ++i) {
      const PlanLine& line = Line(i);
      if (!line.formula().empty()) absl::StrAppend(&text, "; ", line.formula());
      if (line.assumed()) absl::StrAppend(&text, " (assumed)");
    }
    if (!planned_.applicant.empty()) {
      absl::StrAppend(&text, "; applied for by ", planned_.applicant);
    }
    linkage_.set_description(Bounded(std::move(text), kTextLength));
  }

  const v1::Plan& plan_;
  PlannedLinkage& planned_;
  v1::Linkage& linkage_;
};

}  // namespace

std::vector<PlannedLinkage> LinkagesOf(const v1::Plan& plan) {
  std::vector<PlannedLinkage> planned;
  std::map<std::tuple<std::string, std::string, std::string>, size_t> places;
  for (int i = 0; i < plan.plan().lines_size(); ++i) {
    const PlanLine& line = plan.plan().lines(i);
    if (!CallsForLinkage(line)) continue;
    const auto [place, is_new] = places.try_emplace(
        std::make_tuple(line.scheme(), line.need(), line.applicant()),
        planned.size());
    if (is_new) {
      PlannedLinkage& added = planned.emplace_back();
      added.need = line.need();
      added.applicant = line.applicant();
    }
    planned[place->second].lines.push_back(i);
  }
  for (PlannedLinkage& one : planned) LinkageWriter(plan, one).Write();
  return planned;
}

std::string NameAfterRefusals(const v1::Plan& plan,
                              const PlannedLinkage& planned, int refusals) {
  return NameOf(plan, plan.plan().lines(planned.lines.front()), refusals);
}

std::vector<std::string> BlockersOf(const v1::Plan& plan) {
  std::vector<std::string> blockers;
  for (const auto& step : plan.plan().steps()) {
    for (const std::string& blocker : step.blockers()) {
      blockers.push_back(absl::StrCat(
          step.description().empty() ? step.id() : step.description(), ": ",
          blocker));
    }
  }
  return blockers;
}

}  // namespace sangam::registry
