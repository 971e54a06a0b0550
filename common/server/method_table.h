// The names of the methods that a server offers.
#ifndef SANGAM_COMMON_SERVER_METHOD_TABLE_H_
#define SANGAM_COMMON_SERVER_METHOD_TABLE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace sangam {

// Finds a method by the type of its request, which our contracts use for one
// method only; the callback API does not tell a handler its method's name.
// Immutable; what it returns lives as long as the table.
class MethodTable {
 public:
  // "sangam.registry.v1.RegistryService", "GetPlace".
  struct Method {
    std::string service;
    std::string name;
  };

  // Names that no linked contract declares are passed over.
  explicit MethodTable(const std::vector<std::string>& services);
  MethodTable(const MethodTable&) = delete;
  MethodTable& operator=(const MethodTable&) = delete;

  // {"unknown", "unknown"} for a request of no known method.
  const Method& Find(const google::protobuf::Descriptor* request) const;

  // The same by a name as it is sent, "/sangam.registry.v1.RegistryService/
  // GetPlace"; goes through all of them.
  const Method& FindByPath(absl::string_view path) const;

  // All of them, the unknown one included.
  std::vector<const Method*> all() const;

 private:
  const Method unknown_{"unknown", "unknown"};
  // Not changed after construction, so references to its values stay good.
  absl::flat_hash_map<const google::protobuf::Descriptor*, Method> methods_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_METHOD_TABLE_H_
