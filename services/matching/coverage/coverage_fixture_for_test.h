// A catalogue and a registry in memory, for questions about many subjects.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_FIXTURE_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_FIXTURE_FOR_TEST_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/errors.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/feeds/batches_for_test.h"
#include "services/matching/lookup/profiles_for_test.h"

namespace sangam::matching {

// "schemes/big" for groups of ten members or more, "schemes/dairy" for dairies
// that have not received it; two districts of one state with a block each.
class CoverageTest : public testing::Test {
 protected:
  void SetUp() override {
    owner_.Set(
        [this](const ProfileQuery& query) -> absl::StatusOr<SubjectProfile> {
          const auto survivor = survivors_.find(query.subject);
          if (survivor == survivors_.end()) return NotFoundError(query.subject);
          return MakeProfile(survivor->second, 5, 5);
        });
    catalog_.BeginList();
    auto batch = CatalogBatch(3);
    AddPublished(batch, "schemes/big", "members >= 10");
    AddPublished(batch, "schemes/dairy",
                 "\"DAIRY\" in sectors && !received(\"schemes/dairy\")");
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(catalog_.Apply(batch).ok());
    catalog_.Publish();
  }

  static void AddPublished(scheme_catalog::v1::WatchCatalogResponse& batch,
                           const std::string& scheme,
                           const std::string& expression) {
    AddScheme(batch, scheme);
    auto* version = batch.add_changes()->mutable_scheme_version();
    version->set_name(scheme + "/versions/1");
    version->set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
    auto* condition = version->add_conditions();
    condition->set_id("c");
    condition->set_expression(expression);
  }

  // Begins a list with the places; subjects follow by Add, then Show.
  void Begin() {
    subjects_.BeginList();
    registry_batch_ = RegistryBatch(5);
    AddPlace(registry_batch_, "places/s", type::v1::PLACE_KIND_STATE);
    for (const char* district : {"places/d1", "places/d2"}) {
      AddPlace(registry_batch_, district, type::v1::PLACE_KIND_DISTRICT,
               "places/s");
    }
    registry_batch_.set_snapshot_complete(true);
  }
  void Add(const std::string& subject, const std::string& profile) {
    auto* added = registry_batch_.add_profiles();
    added->set_subject(subject);
    added->set_profile_revision(5);
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
        profile, added->mutable_profile()))
        << profile;
  }
  void Show() {
    ASSERT_TRUE(subjects_.Apply(registry_batch_).ok());
    subjects_.Publish();
  }
  // `count` groups "groups/g0000" on, with members counting up from 0.
  void ShowGroups(int count) {
    Begin();
    for (int i = 0; i < count; ++i) {
      Add(absl::StrFormat("groups/g%05d", i),
          absl::StrCat("kind: SUBJECT_KIND_SHG place: 'places/d", 1 + i % 2,
                       "' members: ", i));
    }
    Show();
  }

  // All messages of a source, or its error.
  template <typename Source>
  absl::StatusOr<std::vector<typename Source::Message>> Drain(Source& source) {
    std::vector<typename Source::Message> messages;
    while (true) {
      auto next = source.Next(call_);
      if (IsEndOfStream(next.status())) return messages;
      if (!next.ok()) return next.status();
      EXPECT_TRUE(next->has_value());
      messages.push_back(**std::move(next));
    }
  }
  template <typename Messages>
  static std::string FaultyField(const absl::StatusOr<Messages>& messages) {
    const auto violations = FieldViolationsOf(messages.status());
    return violations.empty() ? "" : violations[0].field;
  }

  SystemClock clock_;
  CallContext call_;
  // Whom the registry names for a name that was merged, by that name.
  std::map<std::string, std::string> survivors_;
  ScriptedProfileSource owner_;
  Watermark catalog_watermark_{"scheme_catalog", &clock_};
  Watermark subjects_watermark_{"registry", &clock_};
  CatalogState catalog_{&catalog_watermark_, nullptr};
  SubjectsState subjects_{&subjects_watermark_};
  LongAnswerLimit limit_{&clock_,
                         {2, 2, absl::Seconds(1), 1, absl::Milliseconds(1)}};
  CoverageBasisReader reader_{{&clock_, &catalog_, &catalog_watermark_,
                               &subjects_, &subjects_watermark_, &limit_,
                               nullptr, &owner_}};
  registry::v1::WatchProfilesResponse registry_batch_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_FIXTURE_FOR_TEST_H_
