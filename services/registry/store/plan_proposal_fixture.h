// A registry with a plan that can be proposed, for tests.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PLAN_PROPOSAL_FIXTURE_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PLAN_PROPOSAL_FIXTURE_H_

#include <string>
#include <vector>

#include "services/registry/store/plan_proposal.h"
#include "services/registry/store/registry_store_fixture.h"

namespace sangam::registry {

// plans/p is for an SHG; its SPV applies for one of two schemes.
class PlanProposalTest : public RegistryStoreTest {
 protected:
  void SetUp() override {
    Open();
    ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG").ok());
    ASSERT_TRUE(PutGroup("name: 'groups/spv' kind: SUBJECT_KIND_SPV").ok());
    ASSERT_TRUE(PutPlan(800).ok());
  }

  // The scheme gives so much of 1,000, and a card; the SPV applies for the
  // card.
  absl::Status PutPlan(int64_t grant, const std::string& more = "") {
    return Write<v1::UpdatePlanRequest, v1::UpdatePlanResponse>(
        store_->plans(), "plan",
        absl::StrCat(
            "name: 'plans/p' subject { name: 'groups/g' } terms { needs {"
            " id: 'shed' head: 'SHED' cost_paise: 1000 } needs { id: 'card'"
            " head: 'CARD' cost_paise: 0 } applicants { id: 'spv' subject {"
            " name: 'groups/spv' } } } basis { as_of { year: 2026 month: 4"
            " day: 1 } token: 't' } plan { needs { need: 'shed' cost_paise:"
            " 1000 grant_paise: ",
            grant, " unfunded_paise: ", 1000 - grant,
            " } needs { need: 'card' } lines { kind: PLAN_LINE_KIND_GRANT need:"
            " 'shed' party: PLAN_PARTY_CENTRE scheme: 'schemes/a' paise: ",
            grant,
            " } lines { kind: PLAN_LINE_KIND_UNFUNDED need: 'shed' paise: ",
            1000 - grant,
            " } lines { kind: PLAN_LINE_KIND_SERVICE need: 'card' scheme:"
            " 'schemes/c' applicant: 'spv' } ",
            more, " }"));
  }

  static v1::ProposeLinkagesRequest Request() {
    v1::ProposeLinkagesRequest request;
    request.set_name("plans/p");
    request.set_proposed_by("MISSION");
    return request;
  }
  absl::StatusOr<v1::ProposeLinkagesResponse> Propose(
      const v1::ProposeLinkagesRequest& request = Request()) {
    auto response = ProposeLinkages(&store_->changelog(), request);
    if (response.ok()) token_ = response->token();
    return response;
  }
  v1::Linkage Stored(const std::string& name) {
    v1::GetLinkageRequest request;
    request.set_name(name);
    auto got = Call<v1::GetLinkageResponse>(store_->linkages(),
                                            &StandardMethods::Get, request);
    return got.ok() ? got->linkage() : v1::Linkage();
  }
  static std::vector<type::v1::WriteOutcome> OutcomesOf(
      const v1::ProposeLinkagesResponse& response) {
    std::vector<type::v1::WriteOutcome> outcomes;
    for (const auto& told : response.linkages()) {
      outcomes.push_back(told.outcome());
    }
    return outcomes;
  }
  static constexpr auto kCreated = type::v1::WRITE_OUTCOME_CREATED;
  static constexpr auto kUpdated = type::v1::WRITE_OUTCOME_UPDATED;
  static constexpr auto kUnchanged = type::v1::WRITE_OUTCOME_UNCHANGED;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PLAN_PROPOSAL_FIXTURE_H_
