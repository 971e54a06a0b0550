#include "services/matching/planning/plan_steps.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/planning/application_ids.h"
#include "services/matching/planning/application_step.h"
#include "services/matching/planning/followed_benefits.h"
#include "services/matching/planning/offer_rules.h"
#include "services/matching/planning/receipt_links.h"
#include "services/matching/planning/step_order.h"
#include "services/matching/planning/step_owner.h"

namespace sangam::matching {
namespace {

using type::v1::PlanStep;

class StepWriter {
 public:
  StepWriter(const CatalogSnapshot& catalog, const PlanQuestion& question,
             const NeedContexts& contexts, const PlanOffers& offers,
             const FoundPlan& found, type::v1::ConvergencePlan* plan)
      : catalog_(catalog),
        question_(question),
        contexts_(contexts),
        offers_(offers),
        found_(found),
        ids_(question, offers, found),
        plan_(*plan) {}

  void Write() {
    for (int n = 0; n < question_.terms.needs_size(); ++n) AddNeed(n);
    AddCashForAnyNeed();
    for (size_t f = 0; f < offers_.gap_funders.size(); ++f) AddGap(f);
    LinkSchemes();
    for (int n = 0; n < question_.terms.needs_size(); ++n) LinkNeed(n);
    for (PlanStep& step : OrderSteps(std::move(steps_), question_.as_of)) {
      BlockIfLate(question_.terms, step);
      *plan_.add_steps() = std::move(step);
    }
  }

 private:
  const std::string& NameOf(int scheme) const {
    return offers_.schemes[scheme].scheme->scheme.name();
  }

  PlanStep* Find(const std::string& id) {
    const auto step = absl::c_find_if(
        steps_, [&](const PlanStep& one) { return one.id() == id; });
    return step == steps_.end() ? nullptr : &*step;
  }

  PlanStep& Add(const std::string& id, type::v1::PlanStepKind kind,
                std::string description) {
    PlanStep& step = steps_.emplace_back();
    step.set_id(id);
    step.set_kind(kind);
    step.set_description(std::move(description));
    return step;
  }

  void AddNeed(int n) {
    const auto& need = question_.terms.needs(n);
    for (const auto& contribution : question_.terms.contributions()) {
      if (contribution.need() != need.id()) continue;
      AddContribution(contribution).add_needs(need.id());
    }
    const int choice = found_.choice[n];
    if (choice >= 0) AddApplication(n, offers_.needs[n].grants[choice]);
    // Nothing can be carried out that nobody gives anything for.
    const auto& outcome = plan_.needs(n);
    if (choice < 0 && outcome.unfunded_paise() == outcome.cost_paise()) return;
    PlanStep& step =
        Add(absl::StrCat("do-", need.id()), type::v1::PLAN_STEP_KIND_CARRY_OUT,
            need.description().empty() ? need.id() : need.description());
    step.add_needs(need.id());
    SetOwner(question_, need.owner_role(), 0, step);
    if (outcome.unfunded_paise() > 0) {
      step.add_blockers("part of its cost is unfunded");
    }
  }

  // Cash for any need is brought for those that take some of it.
  void AddCashForAnyNeed() {
    for (const auto& contribution : question_.terms.contributions()) {
      if (!contribution.need().empty()) continue;
      PlanStep* step = nullptr;
      for (const auto& line : plan_.lines()) {
        if (line.contribution() != contribution.id()) continue;
        if (step == nullptr) step = &AddContribution(contribution);
        step->add_needs(line.need());
      }
    }
  }

  PlanStep& AddContribution(const type::v1::PlanContribution& contribution) {
    PlanStep& step =
        Add(absl::StrCat("bring-", contribution.id()),
            type::v1::PLAN_STEP_KIND_CONTRIBUTE,
            absl::StrCat("Bring ", contribution.description().empty()
                                       ? contribution.id()
                                       : contribution.description()));
    SetOwner(question_,
             contribution.given_by().empty() ? kApplicantRole
                                             : contribution.given_by(),
             0, step);
    return step;
  }

  std::string TitleOf(const CompiledScheme& scheme) const {
    const std::string title =
        TextIn(scheme.scheme.title(), question_.language_code);
    return title.empty() ? scheme.scheme.name() : title;
  }

  bool IsSanctioned(int scheme) const {
    return !offers_.schemes[scheme].sanctioned_by.empty();
  }

  std::string FirstApplication(const GrantOffer& offer) {
    return ids_.IdOf(NameOf(offer.scheme), offer.participant);
  }

  // A benefit that follows others of the plan is asked for on its own, once
  // they were carried out.
  std::string ApplicationFor(int n) {
    const GrantOffer& offer = offers_.needs[n].grants[found_.choice[n]];
    if (NeedsBefore(question_, offers_, found_, n).empty()) {
      return FirstApplication(offer);
    }
    const auto& version = offers_.schemes[offer.scheme].version->version;
    return ids_.IdOf(NameOf(offer.scheme), offer.participant, "apply-",
                     version.benefits(offer.benefit).id());
  }

  // Nothing is left to be asked for; the step says what the need rests on.
  void AddSanctioned(int n, int scheme, int participant,
                     type::v1::PlanStepKind kind) {
    const OfferedScheme& offered = offers_.schemes[scheme];
    const std::string id =
        ids_.IdOf(NameOf(scheme), participant, "sanctioned-");
    if (Find(id) == nullptr) {
      PlanStep& step =
          Add(id, kind, absl::StrCat("Sanctioned: ", TitleOf(*offered.scheme)));
      step.set_scheme(NameOf(scheme));
      SetOwner(question_, kApplicantRole, participant, step);
    }
    PlanStep& step = *Find(id);
    step.set_description(
        absl::StrCat(step.description(), ", ", offered.sanctioned_by));
    step.add_needs(question_.terms.needs(n).id());
  }

  // What comes first, in words; empty where nothing does.
  std::string WordsForBefore(int n) const {
    std::vector<std::string> names;
    for (const int earlier : NeedsBefore(question_, offers_, found_, n)) {
      const auto& need = question_.terms.needs(earlier);
      names.push_back(need.description().empty() ? need.id()
                                                 : need.description());
    }
    return names.empty() ? ""
                         : absl::StrCat(", after ", absl::StrJoin(names, ", "));
  }

  void AddApplication(int n, const GrantOffer& offer) {
    if (IsSanctioned(offer.scheme)) {
      return AddSanctioned(n, offer.scheme, offer.participant,
                           type::v1::PLAN_STEP_KIND_APPLY);
    }
    const OfferedScheme& scheme = offers_.schemes[offer.scheme];
    const std::string id = ApplicationFor(n);
    const std::string& need = question_.terms.needs(n).id();
    if (PlanStep* step = Find(id); step != nullptr) {
      step->add_needs(need);
    } else {
      FillApplication(n, scheme, offer.participant,
                      Add(id, type::v1::PLAN_STEP_KIND_APPLY,
                          absl::StrCat("Apply: ", TitleOf(*scheme.scheme),
                                       WordsForBefore(n))));
      Find(id)->add_needs(need);
    }
    const auto& benefit = scheme.version->version.benefits(offer.benefit);
    if (!FollowsWithinPlan(scheme.version->version, benefit, question_.terms)) {
      applications_[id].benefits.insert(offer.benefit);
    }
    if (!offer.fitness.to_change.empty()) {
      const std::string prepare =
          ids_.IdOf(NameOf(offer.scheme), offer.participant, "prepare-");
      if (Find(prepare) == nullptr) {
        SetOwner(question_, kApplicantRole, offer.participant,
                 Add(prepare, type::v1::PLAN_STEP_KIND_PREREQUISITE,
                     absl::StrCat("Make it so: ", offer.fitness.to_change)));
      }
      PutAfter(prepare, *Find(id));
    }
    AddFirst(n, offer.required, id);
  }

  // What must be had before the step.
  void AddFirst(int n, const std::vector<RequiredScheme>& required,
                const std::string& id) {
    std::map<std::string, std::string> ids;
    for (const RequiredScheme& one : required) {
      const std::string first = ids_.IdOf(one.name, one.participant);
      if (Find(first) == nullptr) AddRequired(n, one, first);
      ids[one.name] = first;
    }
    LinkFirst(required, ids, id, &applications_, &steps_);
  }

  void AddRequired(int n, const RequiredScheme& required,
                   const std::string& id) {
    OfferedScheme offered;
    offered.scheme = catalog_.Find(required.name);
    offered.version = required.version;
    FillApplication(n, offered, required.participant,
                    Add(id, type::v1::PLAN_STEP_KIND_PREREQUISITE,
                        absl::StrCat("First get: ", TitleOf(*offered.scheme))));
  }

  void FillApplication(int n, const OfferedScheme& offered, int participant,
                       PlanStep& step) {
    applications_[step.id()] = {participant, n, {}, {}};
    FillApplicationStep(
        question_, offered,
        contexts_.ForConditions(n, participant, offered.scheme->scheme.name()),
        participant, step);
  }

  void AddGap(size_t funder) {
    const GapOffer& offer = offers_.gap_funders[funder];
    const OfferedScheme& scheme = offers_.schemes[offer.scheme];
    for (int n = 0; n < question_.terms.needs_size(); ++n) {
      if (found_.allocation[n].gap[funder] == 0) continue;
      const int participant = offer.needs[n].participant;
      if (IsSanctioned(offer.scheme)) {
        AddSanctioned(n, offer.scheme, participant,
                      type::v1::PLAN_STEP_KIND_APPLY_FOR_GAP);
        continue;
      }
      const std::string id = ids_.IdOf(NameOf(offer.scheme), participant);
      if (Find(id) == nullptr) {
        FillApplication(n, scheme, participant,
                        Add(id, type::v1::PLAN_STEP_KIND_APPLY_FOR_GAP,
                            absl::StrCat("Ask for gap funding: ",
                                         TitleOf(*scheme.scheme))));
      }
      Find(id)->add_needs(question_.terms.needs(n).id());
      AddFirst(n, offer.needs[n].required, id);
      // One proposal asks for all gaps, early enough for the first of them.
      const GrantOffer& grant = offers_.needs[n].grants[found_.choice[n]];
      const std::string first = FirstApplication(grant);
      if (Find(first) != nullptr) PutAfterUnlessBefore(first, id, &steps_);
      PutAfterHad(offer.needs[n].fitness.rests_on, participant, *Find(id));
    }
  }

  // What relations say of the order of two schemes that are both in the plan.
  void LinkSchemes() {
    for (PlanStep& step : steps_) {
      const auto by = applications_.find(step.id());
      const CompiledScheme* scheme =
          by == applications_.end() ? nullptr : catalog_.Find(step.scheme());
      const CompiledVersion* version =
          scheme == nullptr ? nullptr : scheme->VersionOn(question_.as_of);
      if (version == nullptr) continue;
      for (const auto& relation : version->version.relations()) {
        if (relation.kind() !=
                scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES &&
            relation.kind() !=
                scheme_catalog::v1::SCHEME_RELATION_KIND_FOLLOWS) {
          continue;
        }
        for (const std::string& id :
             ids_.IdsOf(relation.scheme(), by->second.participant)) {
          if (Find(id) != nullptr) PutAfter(id, step);
        }
      }
    }
    LinkReceipts(catalog_, question_.as_of, contexts_, applications_, &steps_);
  }

  // After what is sanctioned and counts as received.
  void PutAfterHad(const SanctionedSchemes& had, int participant,
                   PlanStep& step) {
    for (const SanctionedScheme& one : had) {
      const std::string id = ids_.IdOf(one.scheme, participant, "sanctioned-");
      if (Find(id) != nullptr) PutAfter(id, step);
    }
  }

  void LinkNeed(int n) {
    const auto& need = question_.terms.needs(n);
    PlanStep* step = Find(absl::StrCat("do-", need.id()));
    if (step == nullptr) return;
    for (const auto& other : steps_) {
      if (other.kind() != type::v1::PLAN_STEP_KIND_CARRY_OUT &&
          absl::c_linear_search(other.needs(), need.id())) {
        PutAfter(other.id(), *step);
      }
    }
    for (const std::string& earlier : need.after()) {
      const std::string id = absl::StrCat("do-", earlier);
      if (Find(id) != nullptr) {
        PutAfter(id, *step);
      } else {
        BlockAfterUnfunded(earlier, *step);
      }
    }
    LinkBenefits(n, *step);
  }

  static void BlockAfterUnfunded(const std::string& earlier, PlanStep& step) {
    Block(absl::StrCat("it comes after ", earlier, ", which is unfunded"),
          step);
  }

  // Once.
  static void Block(std::string words, PlanStep& step) {
    if (absl::c_linear_search(step.blockers(), words)) return;
    step.add_blockers(std::move(words));
  }

  // A benefit that follows another one waits for the need that has it.
  void LinkBenefits(int n, PlanStep& step) {
    const int choice = found_.choice[n];
    const bool is_sanctioned =
        choice >= 0 && IsSanctioned(offers_.needs[n].grants[choice].scheme);
    for (const int earlier : NeedsBefore(question_, offers_, found_, n)) {
      const std::string& need = question_.terms.needs(earlier).id();
      const std::string id = absl::StrCat("do-", need);
      if (Find(id) == nullptr) {
        BlockAfterUnfunded(need, step);
        continue;
      }
      PutAfter(id, step);
      if (!is_sanctioned) PutAfter(id, *Find(ApplicationFor(n)));
    }
    if (choice < 0 || is_sanctioned) return;
    const GrantOffer& offer = offers_.needs[n].grants[choice];
    PlanStep& application = *Find(ApplicationFor(n));
    PutAfterHad(offer.fitness.rests_on, offer.participant, application);
    for (const RequiredScheme& first : offer.required) {
      PutAfterHad(first.rests_on, first.participant,
                  *Find(ids_.IdOf(first.name, first.participant)));
    }
    for (const std::string& id :
         MissingBefore(question_, contexts_, offers_, found_, n)) {
      Block(absl::StrCat("it follows ", id, " of ", NameOf(offer.scheme),
                         ", which the plan does not take and no record tells"
                         " of"),
            application);
    }
  }

  const CatalogSnapshot& catalog_;
  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  const PlanOffers& offers_;
  const FoundPlan& found_;
  ApplicationIds ids_;
  // By the id of the step.
  Applications applications_;
  type::v1::ConvergencePlan& plan_;
  std::vector<PlanStep> steps_;
};

}  // namespace

void AddSteps(const CatalogSnapshot& catalog, const PlanQuestion& question,
              const NeedContexts& contexts, const PlanOffers& offers,
              const FoundPlan& found, type::v1::ConvergencePlan* plan) {
  StepWriter(catalog, question, contexts, offers, found, plan).Write();
}

}  // namespace sangam::matching
