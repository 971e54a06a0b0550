// A registry whose subjects are merged and erased, for tests.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_CARE_FIXTURE_H_
#define SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_CARE_FIXTURE_H_

#include <map>
#include <string>
#include <vector>

#include "services/registry/store/registry_store_fixture.h"
#include "services/registry/store/subject_erasure.h"
#include "services/registry/store/subject_merge.h"

namespace sangam::registry {

// Requests are written as text, too.
class SubjectCareTest : public RegistryStoreTest {
 protected:
  template <typename Request>
  static Request Read(const std::string& text) {
    Request request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request))
        << text;
    return request;
  }

  absl::StatusOr<v1::MergeSubjectsResponse> Merge(const std::string& text) {
    auto merged = MergeSubjects(&store_->changelog(),
                                Read<v1::MergeSubjectsRequest>(text), "admin");
    if (merged.ok()) token_ = merged->token();
    return merged;
  }

  absl::StatusOr<v1::EraseSubjectResponse> Erase(
      const std::string& text, const std::string& principal = "admin") {
    auto erased =
        EraseSubject(&store_->changelog(),
                     Read<v1::EraseSubjectRequest>(text + " ground: 'asked'"),
                     principal, retention_);
    if (erased.ok()) token_ = erased->token();
    return erased;
  }

  absl::Status PutPlan(const std::string& record) {
    return Write<v1::UpdatePlanRequest, v1::UpdatePlanResponse>(store_->plans(),
                                                                "plan", record);
  }
  absl::Status PutDemand(const std::string& record) {
    return Write<v1::UpdateDemandRequest, v1::UpdateDemandResponse>(
        store_->demands(), "demand", record);
  }

  absl::StatusOr<v1::Group> GetGroup(const std::string& name) {
    v1::GetGroupRequest request;
    request.set_name(name);
    auto response = Call<v1::GetGroupResponse>(store_->groups(),
                                               &StandardMethods::Get, request);
    if (!response.ok()) return response.status();
    return response->group();
  }
  absl::StatusOr<v1::Linkage> GetLinkage(const std::string& name) {
    v1::GetLinkageRequest request;
    request.set_name(name);
    auto response = Call<v1::GetLinkageResponse>(
        store_->linkages(), &StandardMethods::Get, request);
    if (!response.ok()) return response.status();
    return response->linkage();
  }

  absl::StatusOr<v1::Plan> GetPlan(const std::string& name) {
    v1::GetPlanRequest request;
    request.set_name(name);
    auto response = Call<v1::GetPlanResponse>(store_->plans(),
                                              &StandardMethods::Get, request);
    if (!response.ok()) return response.status();
    return response->plan();
  }

  absl::StatusOr<v1::GetSubjectProfileResponse> ProfileAt(
      const std::string& subject, const std::string& token) {
    v1::GetSubjectProfileRequest request;
    request.set_name(subject);
    request.mutable_read_at()->set_exact_token(token);
    return store_->GetSubjectProfile(request);
  }
  absl::StatusOr<v1::GetSubjectProfileResponse> ProfileOfLokos(
      const std::string& value) {
    v1::GetSubjectProfileRequest request;
    request.mutable_outside_id()->set_system("LOKOS");
    request.mutable_outside_id()->set_value(value);
    return store_->GetSubjectProfile(request);
  }

  // Whether a watcher that resumes at `token` is told last that a subject is
  // gone, by subject.
  std::map<std::string, bool> GoneSince(const std::string& token) {
    v1::WatchProfilesRequest request;
    request.set_resume_token(token);
    const auto feed = store_->WatchProfiles(request);
    std::map<std::string, bool> gone;
    const auto batch = feed->Next();
    EXPECT_TRUE(batch.ok() && *batch) << batch.status();
    if (!batch.ok() || !*batch) return gone;
    for (const v1::ProfileRevision& profile : (*batch)->profiles()) {
      gone[profile.subject()] = profile.deleted();
    }
    return gone;
  }

  // How often `text` stands anywhere in the store.
  int64_t Traces(const std::string& text) {
    int64_t traces = 0;
    EXPECT_TRUE(
        store_->changelog()
            .Read([&](Snapshot& snapshot) -> absl::Status {
              for (const char* query :
                   {"SELECT body FROM history", "SELECT response FROM request",
                    "SELECT body FROM groups", "SELECT body FROM linkages",
                    "SELECT body FROM demands", "SELECT body FROM plans",
                    "SELECT value FROM outside_id",
                    "SELECT target FROM reference"}) {
                sql::Statement rows = snapshot.database().Prepare(query);
                while (rows.Next()) {
                  traces += rows.Bytes(0).find(text) != std::string::npos;
                }
                if (!rows.status().ok()) return rows.status();
              }
              return absl::OkStatus();
            })
            .ok());
    return traces;
  }

  BenefitRetention retention_ = {0};
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_CARE_FIXTURE_H_
