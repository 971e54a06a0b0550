#include "services/matching/planning/plan_money.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "common/money/share.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/planning/contribution_purse.h"
#include "services/matching/planning/plan_reasons.h"
#include "services/matching/planning/reached_ceilings.h"

namespace sangam::matching {
namespace {

using type::v1::ConvergencePlan;
using type::v1::PlanContribution;
using type::v1::PlanLine;
using type::v1::PlanNeedOutcome;

class MoneyWriter {
 public:
  MoneyWriter(const CatalogSnapshot& catalog, const PlanQuestion& question,
              const PlanOffers& offers, const PlanSetup& setup,
              const FoundPlan& found, ConvergencePlan* plan)
      : catalog_(catalog),
        question_(question),
        offers_(offers),
        setup_(setup),
        found_(found),
        purse_(question.terms),
        plan_(*plan) {}

  void Write() {
    for (int n = 0; n < question_.terms.needs_size(); ++n) WriteNeed(n);
    WriteTotals();
    WriteDepartments();
  }

 private:
  const GrantOffer* OfferOf(int need) const {
    const int choice = found_.choice[need];
    return choice < 0 ? nullptr : &offers_.needs[need].grants[choice];
  }

  void WriteNeed(int n) {
    const auto& need = question_.terms.needs(n);
    const NeedAllocation& got = found_.allocation[n];
    PlanNeedOutcome& outcome = *plan_.add_needs();
    outcome.set_need(need.id());
    outcome.set_cost_paise(CostOf(need));
    outcome.set_grant_paise(got.grant);
    outcome.set_gap_funding_paise(got.Gap());
    outcome.set_in_kind_paise(got.in_kind);
    outcome.set_own_cash_paise(got.own_cash + got.free_cash);
    outcome.set_unfunded_paise(CostOf(need) - got.Funded());
    Balance(outcome);
    if (const GrantOffer* offer = OfferOf(n)) WriteGrant(n, *offer, outcome);
    for (size_t f = 0; f < got.gap.size(); ++f) {
      if (got.gap[f] > 0) WriteGap(n, offers_.gap_funders[f], got.gap[f]);
    }
    WriteOwn(n, got);
    if (outcome.unfunded_paise() > 0) {
      PlanLine& line =
          AddLine(n, type::v1::PLAN_LINE_KIND_UNFUNDED,
                  type::v1::PLAN_PARTY_NOBODY, outcome.unfunded_paise());
      line.set_formula("what is left open");
    }
    for (std::string& reason :
         ReasonsFor(question_, offers_, setup_, found_, n, outcome)) {
      outcome.add_reasons(std::move(reason));
    }
  }

  static void Balance(PlanNeedOutcome& outcome) {
    outcome.set_own_share_required_paise(outcome.cost_paise() -
                                         outcome.grant_paise());
    outcome.set_own_share_mobilised_paise(outcome.in_kind_paise() +
                                          outcome.own_cash_paise());
    outcome.set_own_share_gap_paise(outcome.own_share_required_paise() -
                                    outcome.own_share_mobilised_paise());
  }

  PlanLine& AddLine(int need, type::v1::PlanLineKind kind,
                    type::v1::PlanParty party, int64_t paise) {
    PlanLine& line = *plan_.add_lines();
    line.set_kind(kind);
    line.set_need(question_.terms.needs(need).id());
    line.set_party(party);
    line.set_paise(paise);
    return line;
  }

  void NameScheme(const OfferedScheme& offered, int participant,
                  PlanLine& line) const {
    const auto& scheme = offered.scheme->scheme;
    line.set_scheme(scheme.name());
    line.set_scheme_version(offered.version->version.name());
    line.set_scheme_title(TextIn(scheme.title(), question_.language_code));
    line.set_department(scheme.department());
    line.set_applicant(question_.participants[participant].id);
  }

  // The sources of the conditions and of the sum.
  static type::v1::Confidence ConfidenceOf(const OfferedScheme& offered,
                                           type::v1::Confidence weakest) {
    for (const auto& condition : offered.version->version.conditions()) {
      weakest = Weakest(condition.citations(), weakest);
    }
    return weakest;
  }

  void WriteGrant(int n, const GrantOffer& offer, PlanNeedOutcome& outcome) {
    const OfferedScheme& scheme = offers_.schemes[offer.scheme];
    const int64_t grant = found_.allocation[n].grant;
    const bool assumed = Assume(n, scheme, offer.fitness, offer.terms);
    const std::vector<int64_t> parts = PartsOf(grant, offer.terms);
    for (size_t p = 0; p < parts.size(); ++p) {
      if (parts[p] == 0) continue;
      const PartyShare& share = offer.terms.parties[p];
      PlanLine& line =
          AddLine(n, type::v1::PLAN_LINE_KIND_GRANT, share.party, parts[p]);
      FillGrant(offer, scheme, assumed, line);
      TellShare(n, offer, share, line);
    }
    if (outcome.cost_paise() == 0) {
      PlanLine& line = AddLine(n, type::v1::PLAN_LINE_KIND_SERVICE,
                               type::v1::PLAN_PARTY_UNSPECIFIED, 0);
      FillGrant(offer, scheme, assumed, line);
      TellUnits(n, offer, line, outcome);
    }
    AddUnsplit(offer, scheme, outcome);
    AddBankShare(n, offer, scheme, outcome);
  }

  // What the terms leave to a bank is a loan: it stays open in the sums.
  void AddBankShare(int n, const GrantOffer& offer, const OfferedScheme& scheme,
                    const PlanNeedOutcome& outcome) {
    const int64_t paise = std::min(
        offer.terms.bank_paise, outcome.cost_paise() - outcome.grant_paise());
    if (paise == 0) return;
    type::v1::PlanLoan& loan = *plan_.add_loans();
    const auto& terms = scheme.scheme->scheme;
    loan.set_scheme(terms.name());
    loan.set_scheme_title(TextIn(terms.title(), question_.language_code));
    loan.set_need(question_.terms.needs(n).id());
    loan.set_benefit(scheme.version->version.benefits(offer.benefit).id());
    loan.set_description(
        "the bank's share, part of what the grant leaves to be found");
    loan.set_department(terms.department());
    loan.set_max_paise(paise);
    loan.set_formula(absl::StrCat(offer.terms.bank_formula,
                                  WhatIsLeftToLend(paise, outcome)));
  }

  // Where others pay of the bank's share, too, it need not be lent in full.
  static std::string WhatIsLeftToLend(int64_t bank_paise,
                                      const PlanNeedOutcome& outcome) {
    if (outcome.unfunded_paise() >= bank_paise) return "";
    return absl::StrCat("; of it the plan leaves ",
                        FormatPaise(outcome.unfunded_paise()), " open");
  }

  void FillGrant(const GrantOffer& offer, const OfferedScheme& scheme,
                 bool assumed, PlanLine& line) const {
    NameScheme(scheme, offer.participant, line);
    line.set_benefit(scheme.version->version.benefits(offer.benefit).id());
    line.set_funding_rule(offer.terms.rule);
    line.set_formula(offer.terms.formula);
    if (scheme.whole_ceiling) line.set_ceiling_paise(*scheme.whole_ceiling);
    const BenefitCeiling* ceiling = scheme.CeilingOf(offer.benefit);
    if (ceiling != nullptr && ceiling->whole) {
      line.set_benefit_ceiling_paise(*ceiling->whole);
    }
    line.set_weakest_confidence(ConfidenceOf(scheme, offer.terms.confidence));
    line.set_assumed(assumed);
  }

  // How one party's part is reckoned, and what bounds it.
  void TellShare(int n, const GrantOffer& offer, const PartyShare& share,
                 PlanLine& line) const {
    if (!share.formula.empty()) line.set_formula(share.formula);
    if (found_.allocation[n].grant < offer.terms.most_grant) {
      const ReachedCeilings reached =
          ReachedBy(offers_, setup_.problem, found_, n, found_.choice[n]);
      const char* whose = reached.of_benefit.empty() ? "scheme" : "benefit";
      line.set_formula(absl::StrCat(line.formula(), ", as far as the ", whose,
                                    "'s ceiling leaves"));
    }
    if (share.cap) {
      line.set_cap_paise(*share.cap);
    } else if (offer.terms.cap) {
      line.set_cap_paise(*offer.terms.cap);
    }
  }

  // How many units an order or a thing is for, where that is stated.
  void TellUnits(int n, const GrantOffer& offer, PlanLine& line,
                 PlanNeedOutcome& outcome) const {
    const auto& benefit =
        offers_.schemes[offer.scheme].version->version.benefits(offer.benefit);
    const int64_t wanted = UnitsOf(question_.terms.needs(n));
    const int64_t given = benefit.has_work_order()
                              ? benefit.work_order().units()
                              : benefit.in_kind().units();
    if (given == 0) {
      if (wanted > 0) {
        line.set_formula(absl::StrCat(FormatCount(wanted), " wanted"));
      }
      return;
    }
    // So many of those that are wanted, or of those that the order is for.
    line.set_formula(
        wanted > 0
            ? absl::StrCat(FormatCount(std::min(wanted, given)), " of ",
                           FormatCount(std::max(wanted, given)), " units")
            : FormatCount(given));
    if (wanted > given) {
      outcome.add_reasons(absl::StrCat(FormatCount(wanted - given),
                                       " units more than the order is for"));
    }
  }

  void AddUnsplit(const GrantOffer& offer, const OfferedScheme& scheme,
                  PlanNeedOutcome& outcome) const {
    std::vector<int64_t> weights;
    int64_t all_bps = 0;
    for (const auto& share : offer.terms.unsplit) {
      weights.push_back(share.share_bps());
      all_bps += share.share_bps();
    }
    const int64_t left = std::min(outcome.cost_paise() - outcome.grant_paise(),
                                  CeilShare(outcome.cost_paise(), all_bps));
    const std::vector<int64_t> parts = SplitInProportion(left, weights);
    for (size_t i = 0; i < parts.size(); ++i) {
      type::v1::PlanUnsplitShare& share = *outcome.add_unsplit_shares();
      share = offer.terms.unsplit[i];
      share.set_scheme(scheme.scheme->scheme.name());
      share.set_paise(parts[i]);
    }
  }

  void WriteGap(int n, const GapOffer& offer, int64_t paise) {
    const OfferedScheme& scheme = offers_.schemes[offer.scheme];
    const auto& gap = scheme.version->version.gap_funding();
    PlanLine& line = AddLine(n, type::v1::PLAN_LINE_KIND_GAP_FUNDING,
                             type::v1::PLAN_PARTY_GAP_FUNDER, paise);
    NameScheme(scheme, offer.needs[n].participant, line);
    line.set_formula(
        scheme.sanctioned_by.empty()
            ? "of what the head still lacks"
            : absl::StrCat(FormatPaise(offer.needs[n].most),
                           ", as sanctioned: ", scheme.sanctioned_by));
    if (gap.has_cap_per_head_paise()) {
      line.set_cap_paise(gap.cap_per_head_paise());
    }
    if (scheme.whole_ceiling) line.set_ceiling_paise(*scheme.whole_ceiling);
    line.set_weakest_confidence(ConfidenceOf(
        scheme, Weakest(gap.citations(), type::v1::CONFIDENCE_VERIFIED)));
    line.set_stands_for_own_money(gap.may_stand_for_own_money());
    FundingTerms terms;
    terms.assumptions = offer.needs[n].assumptions;
    line.set_assumed(Assume(n, scheme, offer.needs[n].fitness, terms));
  }

  void WriteOwn(int n, const NeedAllocation& got) {
    const std::string& need = question_.terms.needs(n).id();
    const auto write = [&](type::v1::PlanLineKind kind) {
      return [this, n, kind](const PlanContribution& contribution,
                             int64_t paise) {
        PlanLine& line =
            AddLine(n, kind, type::v1::PLAN_PARTY_BENEFICIARY, paise);
        line.set_contribution(contribution.id());
        line.set_formula(
            contribution.valued_by().empty()
                ? contribution.description()
                : absl::StrCat(contribution.description(),
                               contribution.description().empty() ? "" : ", ",
                               "valued by ", contribution.valued_by()));
      };
    };
    purse_.Take(type::v1::PLAN_CONTRIBUTION_KIND_IN_KIND, need, got.in_kind,
                write(type::v1::PLAN_LINE_KIND_IN_KIND));
    purse_.Take(type::v1::PLAN_CONTRIBUTION_KIND_CASH, need, got.own_cash,
                write(type::v1::PLAN_LINE_KIND_OWN_CASH));
    purse_.Take(type::v1::PLAN_CONTRIBUTION_KIND_CASH, "", got.free_cash,
                write(type::v1::PLAN_LINE_KIND_OWN_CASH));
  }

  // Lists what is taken for granted; whether there is anything.
  bool Assume(int n, const OfferedScheme& scheme, const SchemeFitness& fitness,
              const FundingTerms& terms) {
    bool any = false;
    const std::string& name = scheme.scheme->scheme.name();
    const auto add = [&](const std::string& text) {
      any = true;
      if (!told_.insert({name, text}).second) return;
      auto& assumption = *plan_.add_assumptions();
      assumption.set_about(name);
      assumption.set_text(text);
    };
    for (const SanctionedScheme& one : fitness.rests_on) {
      add(CountsAsReceived(one));
    }
    for (const std::string& unknown : fitness.unknown) {
      add(absl::StrCat("taken to hold, which is not known: ", unknown));
    }
    if (!fitness.to_change.empty() &&
        fitness.verdict == v1::VERDICT_NEAR_MISS) {
      add(absl::StrCat("made to hold first: ", fitness.to_change));
    }
    const bool costs = plan_.needs(n).cost_paise() > 0;
    if (costs && !scheme.open_ceiling.empty()) add(scheme.open_ceiling);
    for (const std::string& text : terms.assumptions) {
      add(absl::StrCat(question_.terms.needs(n).id(), ": ", text));
    }
    return any;
  }

  void WriteTotals() {
    PlanNeedOutcome& total = *plan_.mutable_total();
    std::map<int, int64_t> by_party;
    for (const PlanNeedOutcome& need : plan_.needs()) {
      total.set_cost_paise(total.cost_paise() + need.cost_paise());
      total.set_grant_paise(total.grant_paise() + need.grant_paise());
      total.set_gap_funding_paise(total.gap_funding_paise() +
                                  need.gap_funding_paise());
      total.set_in_kind_paise(total.in_kind_paise() + need.in_kind_paise());
      total.set_own_cash_paise(total.own_cash_paise() + need.own_cash_paise());
      total.set_unfunded_paise(total.unfunded_paise() + need.unfunded_paise());
    }
    Balance(total);
    for (const PlanLine& line : plan_.lines()) {
      by_party[line.party()] += line.paise();
    }
    for (const auto& [party, paise] : by_party) {
      if (paise == 0) continue;
      auto& sum = *plan_.add_totals();
      sum.set_party(static_cast<type::v1::PlanParty>(party));
      sum.set_paise(paise);
    }
  }

  void WriteDepartments() {
    for (const PlanLine& line : plan_.lines()) {
      if (line.scheme().empty()) continue;
      auto* departments = plan_.mutable_departments();
      auto entry = absl::c_find_if(*departments, [&](const auto& department) {
        return department.department() == line.department();
      });
      if (entry == departments->end()) {
        auto* added = departments->Add();
        added->set_department(line.department());
        added->set_title(catalog_.DepartmentTitle(line.department()));
        entry = departments->end() - 1;
      }
      entry->set_paise(entry->paise() + line.paise());
      if (!absl::c_linear_search(entry->schemes(), line.scheme())) {
        entry->add_schemes(line.scheme());
      }
    }
  }

  const CatalogSnapshot& catalog_;
  const PlanQuestion& question_;
  const PlanOffers& offers_;
  const PlanSetup& setup_;
  const FoundPlan& found_;
  ContributionPurse purse_;
  std::set<std::pair<std::string, std::string>> told_;
  ConvergencePlan& plan_;
};

}  // namespace

void AddMoney(const CatalogSnapshot& catalog, const PlanQuestion& question,
              const PlanOffers& offers, const PlanSetup& setup,
              const FoundPlan& found, ConvergencePlan* plan) {
  MoneyWriter(catalog, question, offers, setup, found, plan).Write();
}

}  // namespace sangam::matching
