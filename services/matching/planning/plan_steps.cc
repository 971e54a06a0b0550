#include "services/matching/planning/plan_steps.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/clock/civil_date.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/engine/scheme_match.h"
#include "services/matching/planning/step_order.h"

namespace sangam::matching {
namespace {

using type::v1::PlanStep;

constexpr char kApplicantRole[] = "APPLICANT";

std::string ShortName(const std::string& scheme) {
  return std::string(absl::StripPrefix(scheme, "schemes/"));
}

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
        plan_(*plan) {}

  void Write() {
    for (int n = 0; n < question_.terms.needs_size(); ++n) AddNeed(n);
    for (size_t f = 0; f < offers_.gap_funders.size(); ++f) AddGap(f);
    LinkSchemes();
    for (int n = 0; n < question_.terms.needs_size(); ++n) LinkNeed(n);
    for (PlanStep& step : OrderSteps(std::move(steps_), question_.as_of)) {
      *plan_.add_steps() = std::move(step);
    }
  }

 private:
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

  static void After(const std::string& earlier, PlanStep& step) {
    if (earlier != step.id() && !absl::c_linear_search(step.after(), earlier)) {
      step.add_after(earlier);
    }
  }

  void SetOwner(const std::string& role, int participant, PlanStep& step) {
    step.set_owner_role(role);
    for (const auto& held : question_.terms.roles()) {
      if (held.role() == role) step.set_owner(held.owner());
    }
    if (step.owner().empty() && role == kApplicantRole) {
      const PlanParticipant& one = question_.participants[participant];
      step.set_owner(!one.subject->title.empty()  ? one.subject->title
                     : !one.subject->name.empty() ? one.subject->name
                     : one.id.empty()             ? "the applicant"
                                                  : one.id);
    }
    if (role.empty()) {
      step.add_blockers("no role is named for it");
    } else if (step.owner().empty()) {
      step.add_blockers(absl::StrCat("nobody holds the role ", role));
    }
  }

  void AddNeed(int n) {
    const auto& need = question_.terms.needs(n);
    for (const auto& contribution : question_.terms.contributions()) {
      if (contribution.need() == need.id()) AddContribution(contribution);
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
    SetOwner(need.owner_role(), 0, step);
    if (outcome.unfunded_paise() > 0) {
      step.add_blockers("part of its cost is unfunded");
    }
  }

  void AddContribution(const type::v1::PlanContribution& contribution) {
    PlanStep& step =
        Add(absl::StrCat("bring-", contribution.id()),
            type::v1::PLAN_STEP_KIND_CONTRIBUTE,
            absl::StrCat("Bring ", contribution.description().empty()
                                       ? contribution.id()
                                       : contribution.description()));
    step.add_needs(contribution.need());
    SetOwner(contribution.given_by().empty() ? kApplicantRole
                                             : contribution.given_by(),
             0, step);
  }

  std::string TitleOf(const CompiledScheme& scheme) const {
    const std::string title =
        TextIn(scheme.scheme.title(), question_.language_code);
    return title.empty() ? scheme.scheme.name() : title;
  }

  void AddApplication(int n, const GrantOffer& offer) {
    const OfferedScheme& scheme = offers_.schemes[offer.scheme];
    const std::string name = ShortName(scheme.scheme->scheme.name());
    const std::string id = absl::StrCat("apply-", name);
    const std::string& need = question_.terms.needs(n).id();
    if (PlanStep* step = Find(id); step != nullptr) {
      step->add_needs(need);
    } else {
      FillApplication(n, scheme, offer.participant,
                      Add(id, type::v1::PLAN_STEP_KIND_APPLY,
                          absl::StrCat("Apply: ", TitleOf(*scheme.scheme))));
      Find(id)->add_needs(need);
    }
    if (!offer.fitness.to_change.empty()) {
      const std::string prepare = absl::StrCat("prepare-", name);
      if (Find(prepare) == nullptr) {
        SetOwner(kApplicantRole, offer.participant,
                 Add(prepare, type::v1::PLAN_STEP_KIND_PREREQUISITE,
                     absl::StrCat("Make it so: ", offer.fitness.to_change)));
      }
      After(prepare, *Find(id));
    }
    for (const std::string& required : offer.fitness.required_schemes) {
      const std::string first = absl::StrCat("apply-", ShortName(required));
      if (Find(first) == nullptr) AddRequired(n, required, first);
      After(first, *Find(id));
    }
  }

  void AddRequired(int n, const std::string& name, const std::string& id) {
    const CompiledScheme* scheme = catalog_.Find(name);
    PlanStep& step =
        Add(id, type::v1::PLAN_STEP_KIND_PREREQUISITE,
            absl::StrCat("First get: ",
                         scheme == nullptr ? name : TitleOf(*scheme)));
    if (scheme == nullptr) return;
    OfferedScheme offered;
    offered.scheme = scheme;
    offered.version = scheme->VersionOn(question_.as_of);
    if (offered.version != nullptr) FillApplication(n, offered, 0, step);
  }

  void FillApplication(int n, const OfferedScheme& offered, int participant,
                       PlanStep& step) {
    const auto& version = offered.version->version;
    step.set_scheme(offered.scheme->scheme.name());
    if (version.window().has_opens_on()) {
      *step.mutable_opens_on() = version.window().opens_on();
    }
    if (version.window().has_closes_on()) {
      *step.mutable_closes_on() = version.window().closes_on();
    }
    if (version.has_lead_time()) {
      step.set_lead_time_days(version.lead_time().days());
    }
    for (const auto& route : version.where_to_apply()) {
      step.add_where_to_apply(route.description().empty()
                                  ? route.department()
                                  : route.description());
    }
    v1::SchemeMatch match;
    AddDocuments(version, contexts_.ForConditions(n, participant), &match);
    for (const auto& document : match.documents()) {
      if (document.held() == v1::OUTCOME_NOT_MET) {
        step.add_blockers(absl::StrCat("missing: ", document.description()));
      }
    }
    SetOwner(kApplicantRole, participant, step);
  }

  void AddGap(size_t funder) {
    const GapOffer& offer = offers_.gap_funders[funder];
    const OfferedScheme& scheme = offers_.schemes[offer.scheme];
    const std::string name = ShortName(scheme.scheme->scheme.name());
    for (int n = 0; n < question_.terms.needs_size(); ++n) {
      if (found_.allocation[n].gap[funder] == 0) continue;
      const std::string id = absl::StrCat("apply-", name);
      if (Find(id) == nullptr) {
        FillApplication(n, scheme, offer.needs[n].participant,
                        Add(id, type::v1::PLAN_STEP_KIND_APPLY_FOR_GAP,
                            absl::StrCat("Ask for gap funding: ",
                                         TitleOf(*scheme.scheme))));
      }
      PlanStep& step = *Find(id);
      step.add_needs(question_.terms.needs(n).id());
      const GrantOffer& grant = offers_.needs[n].grants[found_.choice[n]];
      After(absl::StrCat(
                "apply-",
                ShortName(offers_.schemes[grant.scheme].scheme->scheme.name())),
            step);
    }
  }

  // What relations say of the order of two schemes that are both in the plan.
  void LinkSchemes() {
    for (PlanStep& step : steps_) {
      const CompiledScheme* scheme =
          step.scheme().empty() ? nullptr : catalog_.Find(step.scheme());
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
        const std::string id =
            absl::StrCat("apply-", ShortName(relation.scheme()));
        if (Find(id) != nullptr) After(id, step);
      }
    }
  }

  void LinkNeed(int n) {
    const auto& need = question_.terms.needs(n);
    PlanStep* step = Find(absl::StrCat("do-", need.id()));
    if (step == nullptr) return;
    for (const auto& other : steps_) {
      if (other.kind() != type::v1::PLAN_STEP_KIND_CARRY_OUT &&
          absl::c_linear_search(other.needs(), need.id())) {
        After(other.id(), *step);
      }
    }
    for (const std::string& earlier : need.after()) {
      const std::string id = absl::StrCat("do-", earlier);
      if (Find(id) != nullptr) {
        After(id, *step);
      } else {
        step->add_blockers(
            absl::StrCat("it comes after ", earlier, ", which is unfunded"));
      }
    }
    LinkBenefits(n, *step);
  }

  // A benefit that follows another one waits for the need that has it.
  void LinkBenefits(int n, PlanStep& step) {
    if (found_.choice[n] < 0) return;
    const GrantOffer& offer = offers_.needs[n].grants[found_.choice[n]];
    const auto& version = offers_.schemes[offer.scheme].version->version;
    for (const std::string& id :
         version.benefits(offer.benefit).follows_benefits()) {
      for (int other = 0; other < question_.terms.needs_size(); ++other) {
        if (other == n || found_.choice[other] < 0) continue;
        const GrantOffer& earlier =
            offers_.needs[other].grants[found_.choice[other]];
        if (earlier.scheme == offer.scheme &&
            version.benefits(earlier.benefit).id() == id) {
          After(absl::StrCat("do-", question_.terms.needs(other).id()), step);
        }
      }
    }
  }

  const CatalogSnapshot& catalog_;
  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  const PlanOffers& offers_;
  const FoundPlan& found_;
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
