// The files that scheme commands work on.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_SCHEME_DOCUMENTS_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_SCHEME_DOCUMENTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/sangamctl/document/problem.h"
#include "services/sangamctl/resource/resource_files.h"

namespace sangam::sangamctl {

// Whether an argument that may be a name means a file.
bool MeansFile(const std::string& argument);

// All documents of files and folders, in their order; what is wrong with them
// goes to `problems`.
std::vector<Resource> ReadDocumentsOf(const std::vector<std::string>& paths,
                                      Problems& problems);

// The resource with this name; null if there is none.
const Resource* FindResource(const std::vector<Resource>& resources,
                             absl::string_view name);

// The version, or the scheme, with this name; null if there is none.
const scheme_catalog::v1::SchemeVersion* FindVersion(
    const std::vector<Resource>& resources, absl::string_view name);
const scheme_catalog::v1::Scheme* FindScheme(
    const std::vector<Resource>& resources, absl::string_view name);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_SCHEME_DOCUMENTS_H_
