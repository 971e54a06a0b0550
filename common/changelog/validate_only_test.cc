// Writes that are only checked.
#include <atomic>

#include "absl/strings/str_cat.h"
#include "common/changelog/standard_methods.h"
#include "common/clock/clock.h"
#include "common/sql/test_store.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "sangam/scheme_catalog/v1/department.pb.h"

namespace sangam {
namespace {

using scheme_catalog::v1::CreateDepartmentRequest;
using scheme_catalog::v1::CreateDepartmentResponse;
using scheme_catalog::v1::Department;
using scheme_catalog::v1::UpdateDepartmentRequest;
using scheme_catalog::v1::UpdateDepartmentResponse;

// Departments under a parent that is there; a change marks the parent too.
class DepartmentType : public ResourceTypeOf<Department> {
 public:
  const ResourceTable& table() const override { return table_; }
  absl::Status CheckName(absl::string_view name) const override {
    if (!name.empty()) return absl::OkStatus();
    return InvalidFieldError("name", "is required");
  }

 protected:
  absl::Status CheckResource(const Department& department) const override {
    return CheckName(department.name());
  }
  absl::Status OnResourceChange(WriteTransaction& transaction,
                                const Department*,
                                const Department* after) const override {
    if (after == nullptr || after->parent().empty()) return absl::OkStatus();
    auto parent = table_.Get(transaction, after->parent());
    if (!parent.ok()) return parent.status();
    if (!parent->has_value()) {
      return InvalidFieldError("parent", "does not exist");
    }
    return table_.Put(transaction, after->parent(), (*parent)->body).status();
  }

 private:
  const ResourceTable table_{"departments"};
};

class ValidateOnlyTest : public testing::Test {
 protected:
  void SetUp() override {
    Changelog::Options options;
    options.address = store_.Address("store.db");
    options.start.migrate = true;
    options.store = "scheme_catalog";
    options.migrations = {{1, type_.table().CreateTableSql()}};
    auto opened = Changelog::Open(options, &clock_);
    ASSERT_TRUE(opened.ok()) << opened.status();
    changelog_ = *std::move(opened);
    methods_ = std::make_unique<StandardMethods>(changelog_.get(), &type_);
    woken_ = changelog_->watch_hub().Subscribe([this] { ++wakes_; });
  }

  absl::StatusOr<CreateDepartmentResponse> Create(
      const std::string& name, const std::string& parent, bool validate_only,
      const std::string& request_id = "") {
    CreateDepartmentRequest request;
    request.mutable_department()->set_name(name);
    request.mutable_department()->set_parent(parent);
    request.set_request_id(request_id);
    request.set_validate_only(validate_only);
    return Call<CreateDepartmentResponse>(*methods_, &StandardMethods::Create,
                                          request);
  }

  absl::StatusOr<UpdateDepartmentResponse> Update(
      const UpdateDepartmentRequest& request) {
    return Call<UpdateDepartmentResponse>(*methods_, &StandardMethods::Update,
                                          request);
  }

  // All that the database holds, and how often a watcher was woken.
  std::string Contents() {
    std::string contents = absl::StrCat(wakes_.load());
    EXPECT_TRUE(changelog_
                    ->Read([&](Snapshot& snapshot) -> absl::Status {
                      for (const char* table : {"meta", "history", "request",
                                                "instant", "departments"}) {
                        sql::Statement rows = snapshot.database().Prepare(
                            absl::StrCat("SELECT count(*) FROM ", table));
                        EXPECT_TRUE(rows.Next());
                        absl::StrAppend(&contents, ",", rows.Int(0));
                      }
                      absl::StrAppend(&contents, ",", snapshot.token());
                      return absl::OkStatus();
                    })
                    .ok());
    return contents;
  }

  sql::TestStore store_;
  FakeClock clock_{absl::FromUnixSeconds(1'775'000'000)};
  DepartmentType type_;
  std::unique_ptr<Changelog> changelog_;
  std::unique_ptr<StandardMethods> methods_;
  std::atomic<int> wakes_ = 0;
  WatchHub::Subscription woken_;
};

TEST_F(ValidateOnlyTest, AnswersAsTheWriteWouldAndKeepsNothing) {
  const auto parent = Create("departments/a", "", false);
  ASSERT_TRUE(parent.ok()) << parent.status();
  const std::string contents = Contents();
  const auto checked = Create("departments/b", "departments/a", true, "id-1");
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_EQ(checked->department().name(), "departments/b");
  EXPECT_EQ(checked->department().parent(), "departments/a");
  EXPECT_EQ(checked->token(), parent->token());
  EXPECT_EQ(checked->department().etag(), "") << "nothing has that etag";
  EXPECT_FALSE(checked->department().has_update_time());
  EXPECT_EQ(Contents(), contents);
  // The id is still free.
  const auto written = Create("departments/b", "departments/a", false, "id-1");
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_NE(Contents(), contents);
}

TEST_F(ValidateOnlyTest, RefusesWhatTheWriteWould) {
  ASSERT_TRUE(Create("departments/a", "", false).ok());
  const std::string contents = Contents();
  for (const char* bad : {"departments/a", ""}) {
    EXPECT_EQ(Create(bad, "", true).status(), Create(bad, "", false).status());
  }
  EXPECT_EQ(Create("departments/b", "departments/none", true).status(),
            Create("departments/b", "departments/none", false).status());
  EXPECT_EQ(
      FieldViolationsOf(Create("departments/b", "", true, "a\nb").status())[0]
          .field,
      "request_id");
  UpdateDepartmentRequest update;
  update.mutable_department()->set_name("departments/none");
  update.set_validate_only(true);
  EXPECT_EQ(Update(update).status(), NotFoundError("departments/none"));
  EXPECT_EQ(Contents(), contents);
}

TEST_F(ValidateOnlyTest, AnUpdateKeepsTheEtagOfWhatIsStored) {
  const auto stored = Create("departments/a", "", false);
  ASSERT_TRUE(stored.ok());
  const std::string contents = Contents();
  clock_.Advance(absl::Seconds(1));
  UpdateDepartmentRequest update;
  *update.mutable_department() = stored->department();
  update.set_validate_only(true);
  EXPECT_EQ(Update(update)->outcome(), type::v1::WRITE_OUTCOME_UNCHANGED);
  update.mutable_department()->set_level(
      scheme_catalog::v1::DEPARTMENT_LEVEL_STATE);
  const auto checked = Update(update);
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_EQ(checked->outcome(), type::v1::WRITE_OUTCOME_UPDATED);
  EXPECT_EQ(checked->department().level(),
            scheme_catalog::v1::DEPARTMENT_LEVEL_STATE);
  EXPECT_EQ(checked->department().etag(), stored->department().etag());
  EXPECT_EQ(checked->department().update_time().seconds(),
            stored->department().update_time().seconds());
  EXPECT_EQ(checked->token(), stored->token());
  EXPECT_EQ(Contents(), contents);
  // So that the write may follow with what the check gave.
  update.set_validate_only(false);
  EXPECT_TRUE(Update(update).ok());
  update.set_validate_only(true);
  EXPECT_EQ(Update(update).status(), EtagMismatchError("departments/a"));
}

TEST_F(ValidateOnlyTest, AddsWhatIsMissingWhereThatIsAllowed) {
  UpdateDepartmentRequest update;
  update.mutable_department()->set_name("departments/a");
  update.set_allow_missing(true);
  update.set_validate_only(true);
  const std::string contents = Contents();
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(Update(update)->outcome(), type::v1::WRITE_OUTCOME_CREATED);
  }
  EXPECT_EQ(Contents(), contents);
}

}  // namespace
}  // namespace sangam
