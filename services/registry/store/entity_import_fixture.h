// A registry into which chunks are imported, for tests.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_ENTITY_IMPORT_FIXTURE_H_
#define SANGAM_SERVICES_REGISTRY_STORE_ENTITY_IMPORT_FIXTURE_H_

#include <string>
#include <vector>

#include "services/registry/store/entity_import.h"
#include "services/registry/store/subject_care_fixture.h"

namespace sangam::registry {

// Records are written as text.
class EntityImportTest : public SubjectCareTest {
 protected:
  // `records` are ImportRecords as text; their rows are set in their order.
  static v1::ImportEntitiesRequest Chunk(
      const std::vector<std::string>& records, const std::string& more = "") {
    v1::ImportEntitiesRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(more, &request));
    for (const std::string& text : records) {
      v1::ImportRecord* record = request.add_records();
      EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, record))
          << text;
      record->set_row(request.records_size());
    }
    return request;
  }

  v1::ImportEntitiesResponse Import(const v1::ImportEntitiesRequest& request) {
    auto response = store_->ImportEntities()->Store(request);
    EXPECT_TRUE(response.ok()) << response.status();
    if (!response.ok()) return {};
    token_ = response->token();
    return *response;
  }
  v1::ImportEntitiesResponse Import(const std::vector<std::string>& records,
                                    const std::string& more = "") {
    return Import(Chunk(records, more));
  }

  // "created 1, updated 0, unchanged 2", and each rejection as "row: field".
  static std::string Told(const v1::ImportEntitiesResponse& response) {
    std::string told =
        absl::StrCat("created ", response.created(), ", updated ",
                     response.updated(), ", unchanged ", response.unchanged());
    for (const v1::RejectedRecord& rejected : response.rejected()) {
      absl::StrAppend(&told, ", row ", rejected.row(), ": ",
                      rejected.fields(0).field(),
                      rejected.reference_missing() ? " (missing)" : "");
    }
    return told;
  }

  v1::Group Group(const std::string& name) {
    v1::GetGroupRequest request;
    request.set_name(name);
    const auto response = Call<v1::GetGroupResponse>(
        store_->groups(), &StandardMethods::Get, request);
    EXPECT_TRUE(response.ok()) << name << ": " << response.status();
    return response.ok() ? response->group() : v1::Group();
  }
  absl::StatusOr<v1::Place> Place(const std::string& name) {
    v1::GetPlaceRequest request;
    request.set_name(name);
    auto response = Call<v1::GetPlaceResponse>(store_->places(),
                                               &StandardMethods::Get, request);
    if (!response.ok()) return response.status();
    return response->place();
  }
};

// An SHG that LokOS knows by `id`.
inline std::string Shg(const std::string& id, const std::string& more = "") {
  return "entity { group { kind: SUBJECT_KIND_SHG outside_ids { system: 'LOKOS'"
         " value: '" +
         id + "' } " + more + " } }";
}

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_ENTITY_IMPORT_FIXTURE_H_
