// Writing attributes.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_ATTRIBUTE_METHODS_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_ATTRIBUTE_METHODS_H_

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "common/changelog/standard_methods.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"

namespace sangam::scheme_catalog {

// The standard methods; origin and source_field, which follow from the rest,
// are filled in whatever the caller says of them. Thread-safe; what the
// argument refers to outlives it.
class AttributeMethods {
 public:
  explicit AttributeMethods(const StandardMethods* standard)
      : standard_(*standard) {}

  // As StandardMethods::Until.
  AttributeMethods Until(std::function<bool()> cancelled) const {
    const StandardMethods standard = standard_.Until(std::move(cancelled));
    return AttributeMethods(&standard);
  }

  absl::Status Create(const v1::CreateAttributeRequest& request,
                      v1::CreateAttributeResponse* response) const;
  absl::Status Update(const v1::UpdateAttributeRequest& request,
                      v1::UpdateAttributeResponse* response) const;

 private:
  const StandardMethods standard_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_ATTRIBUTE_METHODS_H_
