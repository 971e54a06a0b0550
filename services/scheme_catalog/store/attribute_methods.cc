#include "services/scheme_catalog/store/attribute_methods.h"

#include "common/rules/attribute_dictionary.h"
#include "google/protobuf/field_mask.pb.h"
#include "services/scheme_catalog/domain/attribute_check.h"

namespace sangam::scheme_catalog {
namespace {

using google::protobuf::FieldMask;

void FillOrigin(v1::Attribute* attribute) {
  const AttributeInfo* built_in =
      AttributeDictionary::BuiltIn().Find(NameInExpressions(attribute->name()));
  if (built_in != nullptr) {
    attribute->set_origin(v1::ATTRIBUTE_ORIGIN_BUILT_IN);
    attribute->set_source_field(built_in->field->full_name());
  } else if (attribute->derivation().empty()) {
    attribute->set_origin(v1::ATTRIBUTE_ORIGIN_RECORDED);
    attribute->set_source_field("sangam.type.v1.Profile.extra");
  } else {
    attribute->set_origin(v1::ATTRIBUTE_ORIGIN_DERIVED);
    attribute->clear_source_field();
  }
}

// Where the derivation is replaced, what follows from it is replaced with it. A
// mask never becomes empty, because an empty one would take all fields.
FieldMask WithOrigin(const FieldMask& mask) {
  const bool takes_all =
      mask.paths().empty() || (mask.paths_size() == 1 && mask.paths(0) == "*");
  if (takes_all) return mask;
  FieldMask filled;
  filled.add_paths("name");
  for (const std::string& path : mask.paths()) {
    if (path == "origin" || path == "source_field") continue;
    filled.add_paths(path);
    if (path != "derivation") continue;
    filled.add_paths("origin");
    filled.add_paths("source_field");
  }
  return filled;
}

}  // namespace

absl::Status AttributeMethods::Create(
    const v1::CreateAttributeRequest& request,
    v1::CreateAttributeResponse* response) const {
  v1::CreateAttributeRequest filled = request;
  if (filled.has_attribute()) FillOrigin(filled.mutable_attribute());
  return standard_.Create(filled, response);
}

absl::Status AttributeMethods::Update(
    const v1::UpdateAttributeRequest& request,
    v1::UpdateAttributeResponse* response) const {
  v1::UpdateAttributeRequest filled = request;
  if (filled.has_attribute()) FillOrigin(filled.mutable_attribute());
  *filled.mutable_update_mask() = WithOrigin(request.update_mask());
  return standard_.Update(filled, response);
}

}  // namespace sangam::scheme_catalog
