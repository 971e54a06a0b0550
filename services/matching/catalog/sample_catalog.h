// Small catalogues for the engine's tests, written as text.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_SAMPLE_CATALOG_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_SAMPLE_CATALOG_H_

#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/catalog_snapshot.h"

namespace sangam::matching {

// A message from protobuf's text form; a fault in the text fails the test.
template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message))
      << text;
  return message;
}

// Gathers schemes of one department, then builds a snapshot.
class SampleCatalog {
 public:
  // Adds "schemes/{id}", and if it is new "schemes/{id}" itself, with a version
  // whose body is `terms`; it is published unless the terms say otherwise.
  SampleCatalog& Add(const std::string& id, const std::string& terms,
                     const std::string& version_id = "1") {
    if (resources_.schemes.empty() ||
        resources_.schemes.back().name() != "schemes/" + id) {
      auto& scheme = resources_.schemes.emplace_back();
      scheme.set_name("schemes/" + id);
      scheme.set_department("departments/textiles");
      (*scheme.mutable_title()->mutable_text())["en"] = "Scheme " + id;
      (*scheme.mutable_title()->mutable_text())["hi"] = "योजना " + id;
    }
    auto version = FromText<scheme_catalog::v1::SchemeVersion>(terms);
    version.set_name("schemes/" + id + "/versions/" + version_id);
    if (version.state() ==
        scheme_catalog::v1::SCHEME_VERSION_STATE_UNSPECIFIED) {
      version.set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
    }
    resources_.versions.push_back(std::move(version));
    return *this;
  }

  std::shared_ptr<const CatalogSnapshot> Build(
      const CatalogSnapshot* previous = nullptr) const {
    CatalogResources resources = resources_;
    auto& department = resources.departments.emplace_back();
    department.set_name("departments/textiles");
    department.set_title("Textiles");
    return CatalogSnapshot::Build(resources, previous);
  }

  std::vector<scheme_catalog::v1::SchemeVersion>& versions() {
    return resources_.versions;
  }
  // For attributes, parameters and place sets.
  CatalogResources& resources() { return resources_; }

 private:
  CatalogResources resources_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_SAMPLE_CATALOG_H_
