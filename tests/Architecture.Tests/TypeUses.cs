using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace CleanHeating.Architecture.Tests;

/// <summary>Every type that one type mentions: bases, fields, signatures, attributes and the code of its methods.</summary>
internal sealed class TypeUses
{
    private static readonly Dictionary<ushort, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToDictionary(code => unchecked((ushort)code.Value));

    private readonly CompiledAssembly _assembly;
    private readonly MetadataReader _metadata;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly TypeNames _signatures;

    private TypeUses(CompiledAssembly assembly)
    {
        _assembly = assembly;
        _metadata = assembly.Metadata;
        _signatures = new TypeNames(name => _names.Add(name));
    }

    public static IReadOnlyCollection<string> Of(CompiledAssembly assembly, TypeDefinitionHandle type)
    {
        var uses = new TypeUses(assembly);
        uses.Visit(assembly.Metadata.GetTypeDefinition(type));
        return uses._names;
    }

    private void Visit(TypeDefinition type)
    {
        Visit(type.BaseType);
        Visit(type.GetCustomAttributes());
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            Visit(_metadata.GetInterfaceImplementation(implemented).Interface);
        }

        foreach (var field in type.GetFields().Select(_metadata.GetFieldDefinition))
        {
            field.DecodeSignature(_signatures, null);
            Visit(field.GetCustomAttributes());
        }

        foreach (var property in type.GetProperties().Select(_metadata.GetPropertyDefinition))
        {
            Visit(property.GetCustomAttributes());
        }

        foreach (var method in type.GetMethods().Select(_metadata.GetMethodDefinition))
        {
            method.DecodeSignature(_signatures, null);
            Visit(method.GetCustomAttributes());
            VisitBody(method);
        }
    }

    private void Visit(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes)
        {
            Visit(_metadata.GetCustomAttribute(attribute).Constructor);
        }
    }

    private void VisitBody(MethodDefinition method)
    {
        if (_assembly.Body(method) is not { } body)
        {
            return;
        }

        if (!body.LocalSignature.IsNil)
        {
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_signatures, null);
        }

        foreach (var region in body.ExceptionRegions.Where(region => region.Kind == ExceptionRegionKind.Catch))
        {
            Visit(region.CatchType);
        }

        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            VisitInstruction(ref code);
        }
    }

    private void VisitInstruction(ref BlobReader code)
    {
        ushort value = code.ReadByte();
        value = value == 0xFE ? (ushort)(0xFE00 | code.ReadByte()) : value;
        switch (OpCodesByValue[value].OperandType)
        {
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                Visit(MetadataTokens.EntityHandle(code.ReadInt32()));
                break;
            case OperandType.InlineSwitch:
                var targets = code.ReadInt32();
                code.Offset += targets * 4;
                break;
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                code.Offset += 1;
                break;
            case OperandType.InlineVar:
                code.Offset += 2;
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                code.Offset += 8;
                break;
            default:
                code.Offset += 4;
                break;
        }
    }

    private void Visit(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                _names.Add(TypeNames.Of(_metadata, (TypeReferenceHandle)handle));
                break;
            case HandleKind.TypeDefinition:
                _names.Add(TypeNames.Of(_metadata, (TypeDefinitionHandle)handle));
                break;
            case HandleKind.TypeSpecification:
                _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_signatures, null);
                break;
            case HandleKind.MemberReference:
                VisitMember(_metadata.GetMemberReference((MemberReferenceHandle)handle));
                break;
            case HandleKind.MethodSpecification:
                var method = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Visit(method.Method);
                method.DecodeSignature(_signatures, null);
                break;
            case HandleKind.MethodDefinition:
                Visit(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Visit(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
        }
    }

    private void VisitMember(MemberReference member)
    {
        Visit(member.Parent);
        if (member.GetKind() == MemberReferenceKind.Method)
        {
            member.DecodeMethodSignature(_signatures, null);
        }
        else
        {
            member.DecodeFieldSignature(_signatures, null);
        }
    }
}
